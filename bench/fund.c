/* The C twin of fund.ts, written by hand: the determinations of six plans over the same columns, with every value that ours keeps.
 * It covers general employees of MSEP, MSEP 2000 and MSEP 2011, judges whose compensation is certified, and administrative law judges:
 * counted time, breaks in service, average pay, vesting, doors, base benefit, early reduction, increases in service, options, survivors'
 * amounts, and the first date of each door. Nobody has assemblies or other kinds of service, so it does not look at those lists.
 * gcc -O2 fund.c -o fund; ./fund FILE, then one line on standard input for each run; each prints seconds, processor seconds and, for each
 * column, PLAN.NAME=CHECKSUM. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }

#define NONE (-2147483647)
#define FAIL (INT32_MIN)
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define DATE(y, m, d) ((12 * (y) + (m) - 1) * 32 + (d) - 1)

/* ---- dates ---- */
static int8_t LENGTH[4800];
static inline int days_in_month(int index) { return LENGTH[index % 4800]; }
static inline int last_of_month(int d) { return (d & ~31) + days_in_month(d >> 5) - 1; }
static inline int months_from(int a, int b) { return (b >> 5) - (a >> 5) - ((b & 31) < (a & 31)); }
static inline int day_number(int d) {
  int index = (d >> 5) - 2, y = index / 12, m = index - 12 * y;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + (d & 31);
}
static int from_day_number(int days) {
  int era = days / 146097, rest = days - era * 146097;
  int y = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365, in_year = rest - (365 * y + y / 4 - y / 100);
  int m = (5 * in_year + 2) / 153, day = in_year - (153 * m + 2) / 5;
  return (12 * (y + 400 * era) + m + 2) * 32 + day;
}
static inline int add_days(int d, int n) { int day = (d & 31) + n; return day >= 0 && day < 28 ? d + n : from_day_number(day_number(d) + n); }
static inline int next_day(int d) { return d == last_of_month(d) ? (d & ~31) + 32 : d + 1; }
static inline int previous_day(int d) { return d & 31 ? d - 1 : last_of_month(d - 32); }
static inline int add_months(int d, int n) {
  int index = (d >> 5) + n, day = d & 31, most = days_in_month(index) - 1;
  return index * 32 + (day < most ? day : most);
}
static inline int completing(int d, int months) {
  int index = (d >> 5) + months, day = d & 31;
  return day < 28 || day < days_in_month(index) ? index * 32 + day : (index + 1) * 32;
}
static inline int64_t half_up(int64_t n, int64_t d) { return (2 * n + d) / (2 * d); }
static inline int floor12(int n) { return n >= 0 ? n / 12 : -((-n + 11) / 12); }

static inline void span(int from, int to, int *months, int *days) {
  int first = from >> 5, last = to >> 5, whole_start = (from & 31) == 0, length = days_in_month(last), whole_end = (to & 31) == length - 1;
  if (first == last) { if (whole_start && whole_end) ++*months; else *days += to - from + 1; return; }
  *months += last - first - 1 + whole_start + whole_end;
  *days += (whole_start ? 0 : days_in_month(first) - (from & 31)) + (whole_end ? 0 : (to & 31) + 1);
}

/* ---- members ---- */
enum { CALENDAR, BENEFIT_SERVICE, BIRTH_DATES, NO_DOOR, NORMAL_AGE, RULE_OF_80, EARLY, DEFERRED_REDUCED, DEFERRED_UNREDUCED, LEFT_BEFORE_2018,
  TWELVE_OR_MORE, ONE_TERM, FOUR_YEARS, FIFTY, APPLIED, EARLIEST_UNREDUCED, PAY_OF_OFFICE, LEAST_FOUR_PERCENT, PRICE_INDEX, LIMITED, COMPOUNDED,
  YEARS_AND_MONTHS, CODES };
enum { WORK, ILLNESS, LAYOFF, OTHER_LEAVE };
typedef struct {
  int n, rates, code[CODES];
  int32_t *birth, *spouse, *left, *start, *sick, *bought, *moved, *hired, *died, *paid, *assemblies, *active;
  int32_t *po, *pf, *pt, *yo, *ym, *yc, *rate_from, *rate;
  int8_t *pk;
} Members;

static inline int period_ends(const Members *M, int i) {
  return M->pk[i] == ILLNESS ? MIN(M->pt[i], previous_day(completing(M->pf[i], 12))) : M->pt[i];
}
static int32_t A[64], B[64], S[1024];
/* The counted spans up to a day, from a day on, in order and joined; how many there are. */
static int joined(const Members *M, int m, int since, int left) {
  int k = 0;
  for (int i = M->po[m]; i < M->po[m + 1]; i++) {
    if (M->pk[i] >= LAYOFF) continue;
    int a = MAX(M->pf[i], since), b = MIN(left, period_ends(M, i));
    if (a > b) continue;
    int j = k++;
    for (; j > 0 && A[j - 1] > a; j--) { A[j] = A[j - 1]; B[j] = B[j - 1]; }
    A[j] = a; B[j] = b;
  }
  if (k < 2) return k;
  int last = 0;
  for (int i = 1; i < k; i++) {
    if (A[i] <= B[last] || A[i] == next_day(B[last])) B[last] = MAX(B[last], B[i]);
    else { last++; A[last] = A[i]; B[last] = B[i]; }
  }
  return last + 1;
}
static void counted(const Members *M, int m, int since, int left, int *months, int *days) {
  int k = joined(M, m, since, left);
  *months = *days = 0;
  for (int i = 0; i < k; i++) span(A[i], B[i], months, days);
}
static inline int service_of(int months, int days) { return months + days / 30 + (days % 30 >= 27); }
static int service(const Members *M, int m, int since, int left) {
  int months, days;
  counted(M, m, since, left, &months, &days);
  return service_of(months, days);
}
/* The latest beginning of employment before which nothing ended within thirty days. */
static int last_stretch(const Members *M, int m, int left) {
  int found = NONE;
  for (int i = M->po[m]; i < M->po[m + 1]; i++) {
    int from = M->pf[i];
    if (from > left || from <= found) continue;
    int close = 0;
    for (int j = M->po[m]; j < M->po[m + 1] && !close; j++) {
      if (M->pf[j] >= from) continue;
      int ended = M->pk[j] == LAYOFF ? MIN(M->pt[j], previous_day(completing(M->pf[j], 12))) : M->pt[j];
      close = day_number(from) - day_number(next_day(ended)) < 30;
    }
    if (!close) found = from;
  }
  return found;
}
static int begun_before(const Members *M, int m, int day) {
  for (int i = M->po[m]; i < M->po[m + 1]; i++) if (M->pf[i] < day) return 1;
  return 0;
}
/* The best sum of 36 months in a row among those wholly employed. */
static int32_t average_pay(const Members *M, int m, int left, int *length) {
  int k = joined(M, m, 0, left), n = 0;
  for (int i = M->yo[m]; i < M->yo[m + 1]; i++) {
    int month = M->ym[i], last = last_of_month(month), held = 0;
    for (int j = k - 1; j >= 0; j--) if (A[j] <= month) { held = B[j] >= last; break; }
    S[n] = M->yc[i];
    n += held;
  }
  int len = n < 36 ? n : 36;
  int32_t w = 0;
  for (int i = 0; i < len; i++) w += S[i];
  int32_t best = w;
  for (int i = 36; i < n; i++) { w += S[i] - S[i - 36]; if (w > best) best = w; }
  *length = len;
  return best;
}
#define FIRST_MONTH(result, from, until, month, holds) do { \
  int z_ = (until) >> 5, a_ = ((from) + 31) >> 5, b_ = MAX(a_, z_ + 1); \
  while (a_ < b_) { int mid_ = (a_ + b_) >> 1, month = mid_ * 32; if (holds) b_ = mid_; else a_ = mid_ + 1; } \
  result = a_ <= z_ ? a_ * 32 : NONE; } while (0)
static int years_older(int birth, int spouse) {
  return birth >= spouse ? months_from(spouse, birth) / 12 : -(months_from(birth, spouse) / 12);
}
static const int32_t PAY_FROM[] = {DATE(2008, 7, 1), 776256, 776640, 777024, 777408, 777792}, PAY[] = {35915, 36813, 37711, 39264, 41070, 41762};
static int32_t legislator_pay(int start) {
  if (start < PAY_FROM[0]) return FAIL;
  int i = 0;
  while (i < 5 && start >= PAY_FROM[i + 1]) i++;
  return (PAY[i] * 50 + 3) / 6;
}

/* ---- columns ---- */
#define DECLARE_I(name) int32_t *name;
#define DECLARE_B(name) int8_t *name;
#define ALLOCATE_I(name) K->name = calloc((size_t)n + 1, 4);
#define ALLOCATE_B(name) K->name = calloc((size_t)n + 1, 1);
static void show(const char *plan, const char *name, const int32_t *x, const int8_t *y, int n) {
  uint32_t h = 0;
  for (int m = 0; m < n; m++) h = h * 31 + (uint32_t)(x ? x[m] : y[m]);
  printf(" %s.%s=%d", plan, name, (int32_t)h);
}
#define SHOW_I(name) show(plan, #name, K->name, 0, n);
#define SHOW_B(name) show(plan, #name, 0, K->name, n);
#define KEEP(name, value) K->name[m] = (value)

#define YEAR_2000(I, B) I(legislatorMonthlyPay) I(legislatorShare) I(serviceOfAnAssembly) I(mostOfAPartAssembly) I(serviceByAssemblies) B(monthReading) \
  I(illnessLeaveLimit) I(timeEmployed) I(timeEmployed_days) I(earnedService) I(officialMonthlyPay) I(officialShare) I(layoffLimit) I(breakInServiceDays) \
  I(lastStretchBegins) B(serviceBroken) I(serviceBeforeBreak) I(vestingService) I(vestingServiceAtBreak) I(reinstatementTime) B(earlierServiceCounts) \
  I(timeSinceBreak) I(timeSinceBreak_days) I(serviceSinceBreak) I(creditedService) I(mostServiceOfOfficials) I(finalAveragePay) \
  B(finalAveragePay_divisor) I(baseBenefitMultiplier) B(isElected) I(fullAssemblies) I(vestingAssemblies) B(otherKindVests) I(eligibilityService) \
  I(vestingServiceOfLegislators) I(vestingServiceOfOfficials) B(vested) I(sickLeaveService) I(benefitService) I(minimumPerYear) B(minimumCounts) \
  I(minimumService) I(baseBenefit) I(ageAtStart) I(normalAgeOfLegislators) I(normalAgeOfOfficials) I(normalAgeOfEmployees) I(normalAge) \
  B(normalAgeReached) I(directRetirementDays) B(retiresDirectly) I(ageAtLeaving) I(leastAgeOfLegislators) I(leastAgeOfOfficials) I(leastAgeOfEmployees) \
  I(leastAgeForRuleOf80) I(ageAndService) I(ruleOf80Sum) B(ruleOf80) I(earlyAge) B(earlyAgeReached) B(mayStartEarlyAfterLeaving) B(door) \
  I(temporaryBenefitMultiplier) I(temporaryBenefit) I(earlyReductionPerMonth) I(monthsEarly) I(earlyFactor) I(reducedBaseBenefit) I(lifeIncomeAmount) \
  I(joint50AtAnchor) I(joint50PerYearBelow) I(optionAnchorAge) I(memberAge) I(yearsBelowAnchor) I(joint50PerYear) B(ageDifferenceReading) \
  I(spouseYearsOlder) I(joint50Cap) I(joint50Factor) I(joint50Amount) I(joint100AtAnchor) I(joint100PerYearBelow) I(joint100PerYear) I(joint100Cap) \
  I(joint100Factor) I(joint100Amount) I(guaranteed120Factor) I(guaranteed120Amount) I(guaranteed180Factor) I(guaranteed180Amount) \
  I(joint50SurvivorShare) I(joint50SurvivorAmount) I(joint100SurvivorShare) I(joint100SurvivorAmount) I(planBegins) I(searchEndsAtAge) \
  I(firstNormalAge) I(firstRuleOf80) I(firstDeferredUnreduced) I(firstUnreduced) I(firstEarly)
#define ONLY_2011(I, B) I(leftBeforeBreak) I(fiveYearVestingBegins) B(diedInService) I(lastDirectStart) B(leftBeforeEligible) I(temporaryBenefitAge) B(earlyAfterLeaving)
typedef struct { YEAR_2000(DECLARE_I, DECLARE_B) ONLY_2011(DECLARE_I, DECLARE_B) } Year2000;
static void make_2000(Year2000 *K, int n) { YEAR_2000(ALLOCATE_I, ALLOCATE_B) ONLY_2011(ALLOCATE_I, ALLOCATE_B) }
static void show_2000(const Year2000 *K, int n, const char *plan, int tier) {
  YEAR_2000(SHOW_I, SHOW_B)
  if (tier) { ONLY_2011(SHOW_I, SHOW_B) }
}

/* ---- MSEP 2000 and MSEP 2011 ---- */
#define FIVE_YEARS DATE(2018, 1, 1)
typedef struct { int credited, stretch, broken, before, at_break, counts, left_before; } Credit;
static inline int vesting_2000(int tier, int left) { return tier && left < FIVE_YEARS ? 120 : 60; }
static inline Credit credit_2000(const Members *M, int m, int left, int tier, int whole, int since) {
  Credit c = {0};
  c.stretch = last_stretch(M, m, left);
  c.broken = c.stretch != NONE && begun_before(M, m, c.stretch);
  c.left_before = NONE;
  if (tier && c.stretch != NONE) for (int i = M->po[m]; i < M->po[m + 1]; i++) if (M->pf[i] < c.stretch && M->pt[i] > c.left_before) c.left_before = M->pt[i];
  c.at_break = vesting_2000(tier, c.left_before != NONE ? c.left_before : left);
  c.before = c.broken ? service(M, m, 0, previous_day(c.stretch)) : 0;
  c.counts = !c.broken || c.before >= c.at_break || completing(c.stretch, 12) <= next_day(left);
  c.credited = (c.counts ? (whole >= 0 ? whole : service(M, m, 0, left)) : since >= 0 ? since : service(M, m, c.stretch, left)) + M->bought[m] + M->moved[m];
  return c;
}
static inline __attribute__((always_inline)) int year_2000(const Members *M, Year2000 *K, const int tier) {
  const int *code = M->code, normal = tier ? 804 : 744, early = tier ? 744 : 684, least = tier ? 660 : 576, points = tier ? 1080 : 960;
  const int begins = DATE(2000, 7, 1), anchor = tier ? 67 : 62;
  for (int m = 0; m < M->n; m++) {
    int birth = M->birth[m], left = M->left[m], start = M->start[m], months, days;
    KEEP(legislatorMonthlyPay, legislator_pay(start)); KEEP(legislatorShare, 1); KEEP(serviceOfAnAssembly, 24); KEEP(mostOfAPartAssembly, 23);
    KEEP(serviceByAssemblies, 0); KEEP(monthReading, code[CALENDAR]); KEEP(illnessLeaveLimit, 12);
    counted(M, m, 0, left, &months, &days);
    int whole = service_of(months, days);
    KEEP(timeEmployed, months); KEEP(timeEmployed_days, days); KEEP(earnedService, whole);
    KEEP(officialMonthlyPay, FAIL); KEEP(officialShare, 1); KEEP(layoffLimit, 12); KEEP(breakInServiceDays, 30);
    int stretch = last_stretch(M, m, left), since_months = months, since_days = days;
    if (stretch != NONE) counted(M, m, stretch, left, &since_months, &since_days);
    int since = service_of(since_months, since_days);
    Credit c = credit_2000(M, m, left, tier, whole, since);
    int credited = c.credited;
    KEEP(lastStretchBegins, c.stretch); KEEP(serviceBroken, c.broken);
    KEEP(serviceBeforeBreak, c.broken || c.stretch == NONE ? c.before : service(M, m, 0, previous_day(c.stretch)));
    KEEP(vestingService, vesting_2000(tier, left)); KEEP(vestingServiceAtBreak, c.at_break); KEEP(reinstatementTime, 12); KEEP(earlierServiceCounts, c.counts);
    KEEP(timeSinceBreak, since_months); KEEP(timeSinceBreak_days, since_days); KEEP(serviceSinceBreak, since); KEEP(creditedService, credited);
    KEEP(mostServiceOfOfficials, 144);
    int len, best = average_pay(M, m, left, &len);
    if (len == 0) return 4;
    KEEP(finalAveragePay, best); KEEP(finalAveragePay_divisor, len); KEEP(baseBenefitMultiplier, 1); KEEP(isElected, 0); KEEP(fullAssemblies, 0);
    KEEP(vestingAssemblies, 3); KEEP(otherKindVests, 0); KEEP(eligibilityService, credited); KEEP(vestingServiceOfLegislators, 72);
    KEEP(vestingServiceOfOfficials, 48);
    int vested = credited >= vesting_2000(tier, left), at_leaving = months_from(birth, left), at_start = months_from(birth, start);
    int together = at_leaving + credited, before_eligible = 0;
    if (tier) {
      int died = M->died[m] != NONE && M->died[m] <= left, latest = add_days(left, 60) & ~31;
      before_eligible = !died && left >= FIVE_YEARS && months_from(birth, latest) < early && !(at_leaving >= least && together >= points);
      KEEP(leftBeforeBreak, c.left_before); KEEP(fiveYearVestingBegins, FIVE_YEARS); KEEP(diedInService, died); KEEP(lastDirectStart, latest);
      KEEP(leftBeforeEligible, before_eligible); KEEP(temporaryBenefitAge, 744); KEEP(earlyAfterLeaving, code[LEFT_BEFORE_2018]);
    }
    int sick = vested && !before_eligible ? M->sick[m] / 16800 : 0, benefit = credited + sick;
    KEEP(vested, vested); KEEP(sickLeaveService, sick); KEEP(benefitService, benefit); KEEP(minimumPerYear, 1);
    KEEP(minimumCounts, code[BENEFIT_SERVICE]); KEEP(minimumService, benefit);
    int64_t formula = (int64_t)best * 17 * benefit, floor = (int64_t)(benefit / 12) * 1500 * len * 12000;
    int64_t base = half_up(MAX(formula, floor), (int64_t)len * 12000);
    KEEP(baseBenefit, base); KEEP(ageAtStart, at_start); KEEP(normalAgeOfLegislators, tier ? 744 : 660); KEEP(normalAgeOfOfficials, tier ? 744 : 660);
    KEEP(normalAgeOfEmployees, normal); KEEP(normalAge, normal);
    int at_normal = vested && at_start >= normal, direct = day_number(start) - day_number(left) <= 60;
    KEEP(normalAgeReached, at_normal); KEEP(directRetirementDays, 60); KEEP(retiresDirectly, direct); KEEP(ageAtLeaving, at_leaving);
    KEEP(leastAgeOfLegislators, tier ? 660 : 600); KEEP(leastAgeOfOfficials, tier ? 660 : 600); KEEP(leastAgeOfEmployees, least); KEEP(leastAgeForRuleOf80, least);
    KEEP(ageAndService, together); KEEP(ruleOf80Sum, points);
    int sums = vested && at_leaving >= least && together >= points, rule = sums && direct;
    int at_early = vested && at_start >= early, later = tier ? left < FIVE_YEARS : 1;
    KEEP(ruleOf80, rule); KEEP(earlyAge, early); KEEP(earlyAgeReached, at_early); KEEP(mayStartEarlyAfterLeaving, later);
    int door = at_normal && direct ? NORMAL_AGE : at_normal ? DEFERRED_UNREDUCED : rule ? RULE_OF_80 : at_early && direct ? EARLY : at_early && later ? DEFERRED_REDUCED : NO_DOOR;
    KEEP(door, code[door]); KEEP(temporaryBenefitMultiplier, 1);
    KEEP(temporaryBenefit, door == RULE_OF_80 && !(tier && at_start >= 744) ? half_up((int64_t)best * benefit, (int64_t)len * 1500) : 0);
    int reduced_door = door == EARLY || door == DEFERRED_REDUCED;
    int months_early = reduced_door ? months_from(start, (completing(birth, normal) + 31) & ~31) : 0;
    if (months_early < 0 || months_early > 60) return 4;
    int64_t reduced = half_up(base * (200 - months_early), 200);
    KEEP(earlyReductionPerMonth, 1); KEEP(monthsEarly, months_early); KEEP(earlyFactor, 200 - months_early); KEEP(reducedBaseBenefit, reduced);
    KEEP(lifeIncomeAmount, reduced); KEEP(joint50AtAnchor, 1); KEEP(joint50PerYearBelow, 1); KEEP(optionAnchorAge, anchor * 12);
    int member = floor12(at_start), below = MAX(0, anchor - member), older = years_older(birth, M->spouse[m]);
    KEEP(memberAge, member); KEEP(yearsBelowAnchor, below); KEEP(joint50PerYear, 1); KEEP(ageDifferenceReading, code[BIRTH_DATES]);
    KEEP(spouseYearsOlder, older);
    int scale = tier ? 2000 : 1000;
    int factor50 = tier ? MIN(1770 + 6 * below + 6 * older, 1885) : MIN(900 + 3 * below + 3 * older, 950);
    int factor100 = tier ? MIN(1620 + 8 * below + 10 * older, 1755) : MIN(830 + 4 * below + 5 * older, 900);
    int64_t amount50 = half_up(reduced * factor50, scale), amount100 = half_up(reduced * factor100, scale);
    KEEP(joint50Cap, 1); KEEP(joint50Factor, factor50); KEEP(joint50Amount, amount50); KEEP(joint100AtAnchor, 1); KEEP(joint100PerYearBelow, 1);
    KEEP(joint100PerYear, 1); KEEP(joint100Cap, 1); KEEP(joint100Factor, factor100); KEEP(joint100Amount, amount100);
    KEEP(guaranteed120Factor, 1); KEEP(guaranteed120Amount, half_up(reduced * (tier ? 93 : 95), 100));
    KEEP(guaranteed180Factor, 1); KEEP(guaranteed180Amount, half_up(reduced * (tier ? 86 : 90), 100));
    KEEP(joint50SurvivorShare, 1); KEEP(joint50SurvivorAmount, half_up(amount50, 2)); KEEP(joint100SurvivorShare, 1); KEEP(joint100SurvivorAmount, amount100);
    KEEP(planBegins, begins); KEEP(searchEndsAtAge, 1200);
    int first_normal, first_rule, first_deferred = NONE, first_early, hundred = completing(birth, 1200), old = previous_day(completing(birth, normal));
#define VESTED_BY(day) (credit_2000(M, m, day, tier, -1, -1).credited >= vesting_2000(tier, day))
    if (M->active[m]) {
      FIRST_MONTH(first_normal, begins, hundred, month, months_from(birth, month) >= normal && VESTED_BY(previous_day(month)));
      FIRST_MONTH(first_rule, begins, old, month, ({ int day = previous_day(month), age = months_from(birth, day), yes = 0;
        if (age >= least) { int got = credit_2000(M, m, day, tier, -1, -1).credited; yes = got >= vesting_2000(tier, day) && age + got >= points; } yes; }));
      FIRST_MONTH(first_early, begins, old, month, months_from(birth, month) >= early && VESTED_BY(previous_day(month)));
    } else {
      int next = next_day(left), end = add_days(left, 60);
      FIRST_MONTH(first_normal, next, MIN(end, hundred), month, vested && months_from(birth, month) >= normal);
      FIRST_MONTH(first_rule, next, MIN(end, old), month, sums && day_number(month) - day_number(left) <= 60);
      FIRST_MONTH(first_deferred, add_days(left, 61), hundred, month, vested && months_from(birth, month) >= normal);
      FIRST_MONTH(first_early, next, MIN(end, old), month, vested && months_from(birth, month) >= early);
    }
    int first = first_normal;
    if (first_rule != NONE && (first == NONE || first_rule < first)) first = first_rule;
    if (first_deferred != NONE && (first == NONE || first_deferred < first)) first = first_deferred;
    KEEP(firstNormalAge, first_normal); KEEP(firstRuleOf80, first_rule); KEEP(firstDeferredUnreduced, first_deferred); KEEP(firstUnreduced, first);
    KEEP(firstEarly, first_early != NONE && first_rule != NONE && first_rule <= first_early ? NONE : first_early);
  }
  return 0;
}

/* ---- the closed plan ---- */
#define CLOSED(I, B) I(fullAssemblies) I(vestingAssemblies) I(amountPerAssembly) I(assembliesServed) I(priorAssemblies) I(creditedAssemblies) B(twelveYears) \
  I(serviceOfAnAssembly) I(serviceByAssemblies) I(layoffLimit) I(breakInServiceDays) I(lastStretchBegins) B(serviceBroken) I(serviceBrokeOn) B(monthReading) \
  I(illnessLeaveLimit) I(vestingServiceOfOfficials) I(vestingAge) I(reinstatementTime) B(earlierServiceCounts) I(timeEmployed) I(timeEmployed_days) \
  I(earnedService) I(timeSinceBreak) I(timeSinceBreak_days) I(serviceSinceBreak) I(creditedService) I(longServiceOfOfficials) B(hasTwelveYears) \
  I(officialMonthlyPay) I(officialPayShare) I(finalAveragePay) B(finalAveragePay_divisor) I(baseBenefitMultiplier) I(ageAtLeaving) I(vestingServiceFrom35) \
  I(vestingServiceUnder35) I(vestingService) B(otherKindVests) I(eligibilityService) B(vested) I(normalAgeOfLegislators) B(officialsAt65) \
  I(normalAgeOfEmployees) I(serviceForLowerAge) I(normalAgeAfter15Years) I(normalAgeOfPatrol) B(serviceAt65) I(serviceOfEmployeesAtAge) \
  I(ageReachedAtWork) B(officialsLeastAge) I(leastAgeOfOfficials) I(leastAgeOfEmployees) I(leastAgeForRuleOf80) I(ruleOf80Sum) I(earlyService) I(earlyAge) \
  B(workedUntilEligible) I(sickLeaveService) I(benefitService) I(patrolFactor) B(closedPlanMinimum) I(minimumPerYear) I(minimumBenefit) I(baseBenefit) \
  I(earlyReductionPerMonth) I(ageAtStart) B(normalAgeReached) I(ageAndService) B(ruleOf80) B(earlyAgeReached) B(door) B(monthsEarlyReading) I(unreducedAge) \
  I(monthsEarly) I(earlyFactor) I(reducedBaseBenefit) I(planBegins) I(floorEnds) B(colaTrack) I(inServiceAge) I(inServiceFrom) B(earnsInService) \
  B(inServiceLimit) B(inServiceReading) I(leastIncrease) I(increaseCap) I(inServiceCap) I(increasedInService) I(inServiceIncrease) I(normalAnnuity) \
  I(lifeIncomeAmount) I(joint50Amount) I(joint100SameAge) I(joint100PerYear) B(ageDifferenceReading) I(spouseYearsOlder) I(joint100Cap) I(joint100Factor) \
  I(joint100Amount) I(guaranteed60Factor) I(guaranteed60Amount) I(guaranteed120Factor) I(guaranteed120Amount) I(joint50SurvivorShare) \
  I(joint50SurvivorAmount) I(joint100SurvivorShare) I(joint100SurvivorAmount) I(knownLawBegins) I(searchEndsAtAge) I(firstNormalAge) I(firstRuleOf80) \
  I(firstDeferredUnreduced) I(firstUnreduced) I(firstEarly)
typedef struct { CLOSED(DECLARE_I, DECLARE_B) } Closed;
static void make_closed(Closed *K, int n) { CLOSED(ALLOCATE_I, ALLOCATE_B) }
static void show_closed(const Closed *K, int n, const char *plan) { CLOSED(SHOW_I, SHOW_B) }

static inline int vesting_from_35(int left) { return left >= 765211 ? 60 : left >= 757504 ? 120 : 180; }
static inline int vesting_under_35(int left) { return left >= 765211 ? 60 : left >= 760896 ? 120 : 180; }
static inline int vesting_closed(int birth, int left) { return months_from(birth, left) >= 420 ? vesting_from_35(left) : vesting_under_35(left); }
static int credited_closed(const Members *M, int m, int left, int *counts, int *stretch, int *broke) {
  int s = last_stretch(M, m, left), broken = s != NONE && begun_before(M, m, s), on = NONE;
  if (s != NONE) { int before = previous_day(s); for (int i = M->po[m]; i < M->po[m + 1]; i++) if (M->pf[i] < s) { int to = MIN(M->pt[i], before); if (to > on) on = to; } }
  int ok = !broken;
  if (!ok) { int day = on != NONE ? on : s; ok = service(M, m, 0, day) >= vesting_closed(M->birth[m], day) || completing(s, 12) <= next_day(left); }
  *counts = ok; *stretch = s; *broke = on;
  return service(M, m, ok ? 0 : s, left) + M->bought[m] + M->moved[m];
}
typedef struct { int birth, start, left, credited, vested; } Case;
static inline int normal_closed(Case c) {
  int age = months_from(c.birth, c.start);
  return (c.vested && age >= 780) || (c.credited >= 48 && months_from(c.birth, next_day(c.left)) >= 780) || (c.vested && c.credited >= 180 && age >= 720);
}
static inline int rule_closed(Case c) { int age = months_from(c.birth, c.start); return c.vested && age >= 576 && age + c.credited >= 960; }
static inline int early_closed(Case c) { return c.vested && c.credited >= 120 && months_from(c.birth, c.start) >= 660; }
static inline Case at(Case c, int start) { c.start = start; return c; }
static Case at_work(const Members *M, int m, int month) {
  int a, b, d, left = previous_day(month), birth = M->birth[m], got = credited_closed(M, m, left, &a, &b, &d);
  return (Case){birth, month, left, got, got >= vesting_closed(birth, left)};
}
static int closed_plan(const Members *M, Closed *K) {
  const int *code = M->code, known = DATE(1997, 8, 28);
  for (int m = 0; m < M->n; m++) {
    int birth = M->birth[m], left = M->left[m], start = M->start[m], months, days;
    int moved = M->bought[m] + M->moved[m], prior = M->assemblies[m] + (moved + 23) / 24;
    KEEP(fullAssemblies, 0); KEEP(vestingAssemblies, 3); KEEP(amountPerAssembly, left < DATE(2003, 8, 28) ? FAIL : 1); KEEP(assembliesServed, 0);
    KEEP(priorAssemblies, prior); KEEP(creditedAssemblies, prior); KEEP(twelveYears, code[TWELVE_OR_MORE]); KEEP(serviceOfAnAssembly, 24);
    KEEP(serviceByAssemblies, 24 * prior); KEEP(layoffLimit, 12); KEEP(breakInServiceDays, 30);
    int counts, stretch, broke, credited = credited_closed(M, m, left, &counts, &stretch, &broke);
    KEEP(lastStretchBegins, stretch); KEEP(serviceBroken, stretch != NONE && begun_before(M, m, stretch)); KEEP(serviceBrokeOn, broke);
    KEEP(monthReading, code[CALENDAR]); KEEP(illnessLeaveLimit, 12); KEEP(vestingServiceOfOfficials, 48); KEEP(vestingAge, 420); KEEP(reinstatementTime, 12);
    KEEP(earlierServiceCounts, counts);
    counted(M, m, 0, left, &months, &days);
    KEEP(timeEmployed, months); KEEP(timeEmployed_days, days); KEEP(earnedService, service_of(months, days));
    if (stretch != NONE) counted(M, m, stretch, left, &months, &days);
    KEEP(timeSinceBreak, months); KEEP(timeSinceBreak_days, days); KEEP(serviceSinceBreak, service_of(months, days)); KEEP(creditedService, credited);
    KEEP(longServiceOfOfficials, 144); KEEP(hasTwelveYears, 0); KEEP(officialMonthlyPay, FAIL); KEEP(officialPayShare, 1);
    int len, best = average_pay(M, m, left, &len);
    if (len == 0) return 4;
    int at_leaving = months_from(birth, left), needed = vesting_closed(birth, left), vested = credited >= needed;
    KEEP(finalAveragePay, best); KEEP(finalAveragePay_divisor, len); KEEP(baseBenefitMultiplier, 1); KEEP(ageAtLeaving, at_leaving);
    KEEP(vestingServiceFrom35, vesting_from_35(left)); KEEP(vestingServiceUnder35, vesting_under_35(left)); KEEP(vestingService, needed);
    KEEP(otherKindVests, 0); KEEP(eligibilityService, credited); KEEP(vested, vested); KEEP(normalAgeOfLegislators, 660);
    KEEP(officialsAt65, code[ONE_TERM]); KEEP(normalAgeOfEmployees, 780); KEEP(serviceForLowerAge, 180); KEEP(normalAgeAfter15Years, 720);
    KEEP(normalAgeOfPatrol, 660); KEEP(serviceAt65, code[FOUR_YEARS]); KEEP(serviceOfEmployeesAtAge, 48);
    KEEP(ageReachedAtWork, months_from(birth, next_day(left))); KEEP(officialsLeastAge, code[FIFTY]); KEEP(leastAgeOfOfficials, 600);
    KEEP(leastAgeOfEmployees, 576); KEEP(leastAgeForRuleOf80, 576); KEEP(ruleOf80Sum, 960); KEEP(earlyService, 120); KEEP(earlyAge, 660);
    Case c = {birth, start, left, credited, vested}, w = at(c, next_day(left));
    int worked = normal_closed(w) || rule_closed(w) || early_closed(w), sick = worked ? M->sick[m] / 16800 : 0, benefit = credited + sick;
    KEEP(workedUntilEligible, worked); KEEP(sickLeaveService, sick); KEEP(benefitService, benefit); KEEP(patrolFactor, 1);
    KEEP(closedPlanMinimum, code[APPLIED]); KEEP(minimumPerYear, 1); KEEP(minimumBenefit, benefit / 12);
    int64_t formula = (int64_t)best * 16 * benefit, floor = (int64_t)(benefit / 12) * 1500 * len * 12000;
    int64_t base = half_up(MAX(formula, floor), (int64_t)len * 12000);
    int age = months_from(birth, start), normal = normal_closed(c), rule = rule_closed(c), early = early_closed(c);
    KEEP(baseBenefit, base); KEEP(earlyReductionPerMonth, 1); KEEP(ageAtStart, age); KEEP(normalAgeReached, normal); KEEP(ageAndService, age + credited);
    KEEP(ruleOf80, rule); KEEP(earlyAgeReached, early);
    int door = normal && worked ? NORMAL_AGE : rule && worked ? RULE_OF_80 : normal || rule ? DEFERRED_UNREDUCED : early && worked ? EARLY : early ? DEFERRED_REDUCED : NO_DOOR;
    int unreduced = MIN(credited >= 180 ? 720 : 780, MAX(576, 960 - credited)), reduced_door = door == EARLY || door == DEFERRED_REDUCED;
    int months_early = reduced_door ? months_from(start, (completing(birth, unreduced) + 31) & ~31) : 0;
    int64_t reduced = half_up(base * (200 - months_early), 200), cap = reduced * 33 / 20, grown = reduced;
    KEEP(door, code[door]); KEEP(monthsEarlyReading, code[EARLIEST_UNREDUCED]); KEEP(unreducedAge, unreduced); KEEP(monthsEarly, months_early);
    KEEP(earlyFactor, 200 - months_early); KEEP(reducedBaseBenefit, reduced); KEEP(planBegins, DATE(2000, 7, 1)); KEEP(floorEnds, known);
    int four = M->hired[m] < known, since65 = completing(birth, 780), earns = 0;
    KEEP(colaTrack, code[four ? LEAST_FOUR_PERCENT : PRICE_INDEX]); KEEP(inServiceAge, 780); KEEP(inServiceFrom, since65);
    if (vested && M->hired[m] < DATE(2000, 7, 1) && left >= since65)
      for (int i = M->po[m]; i < M->po[m + 1]; i++) if (M->pk[i] < LAYOFF && M->pf[i] <= since65 && M->pt[i] >= since65) { earns = 1; break; }
    for (int k = 12, on = add_months(since65, 12); on <= left; k += 12, on = add_months(since65, 12 + k - 12)) {
      int r = 0;
      while (r + 1 < M->rates && M->rate_from[r + 1] <= on) r++;
      int64_t by_rate = grown + half_up(grown * M->rate[r], 100000), by_four = MIN(grown + half_up(grown, 25), cap);
      grown = four ? MAX(by_four, by_rate) : by_rate;
    }
    int64_t increase = earns ? (four ? MIN(grown, cap) : grown) - reduced : 0, annuity = reduced + increase;
    KEEP(earnsInService, earns); KEEP(inServiceLimit, code[LIMITED]); KEEP(inServiceReading, code[COMPOUNDED]); KEEP(leastIncrease, 1); KEEP(increaseCap, 1);
    KEEP(inServiceCap, cap); KEEP(increasedInService, grown); KEEP(inServiceIncrease, increase); KEEP(normalAnnuity, annuity);
    int older = years_older(birth, M->spouse[m]), factor = MIN(310 + older, 320);
    int64_t amount100 = half_up(annuity * factor * 3, 1000);
    KEEP(lifeIncomeAmount, annuity); KEEP(joint50Amount, annuity); KEEP(joint100SameAge, 1); KEEP(joint100PerYear, 1);
    KEEP(ageDifferenceReading, code[BIRTH_DATES]); KEEP(spouseYearsOlder, older); KEEP(joint100Cap, 1); KEEP(joint100Factor, factor);
    KEEP(joint100Amount, amount100); KEEP(guaranteed60Factor, 1); KEEP(guaranteed60Amount, half_up(annuity * 97, 100)); KEEP(guaranteed120Factor, 1);
    KEEP(guaranteed120Amount, half_up(annuity * 91, 100)); KEEP(joint50SurvivorShare, 1); KEEP(joint50SurvivorAmount, half_up(annuity, 2));
    KEEP(joint100SurvivorShare, 1); KEEP(joint100SurvivorAmount, amount100); KEEP(knownLawBegins, known); KEEP(searchEndsAtAge, 1200);
    int n, r, d = NONE, e, next = next_day(left), hundred = completing(birth, 1200);
    if (M->active[m]) {
      FIRST_MONTH(n, known, hundred, month, months_from(birth, month) >= 720 && normal_closed(at_work(M, m, month)));
      FIRST_MONTH(r, known, hundred, month, months_from(birth, month) >= 576 && rule_closed(at_work(M, m, month)));
      FIRST_MONTH(e, known, hundred, month, months_from(birth, month) >= 660 && early_closed(at_work(M, m, month)));
    } else {
      FIRST_MONTH(n, next, hundred, month, worked && normal_closed(at(c, month)));
      FIRST_MONTH(r, next, hundred, month, worked && rule_closed(at(c, month)));
      FIRST_MONTH(d, left, hundred, month, !worked && (normal_closed(at(c, month)) || rule_closed(at(c, month))));
      FIRST_MONTH(e, next, hundred, month, worked && early_closed(at(c, month)));
    }
    if (r != NONE && n != NONE && n <= r) r = NONE;
    int first = r != NONE ? r : n != NONE ? n : d;
    KEEP(firstNormalAge, n); KEEP(firstRuleOf80, r); KEEP(firstDeferredUnreduced, d); KEEP(firstUnreduced, first);
    KEEP(firstEarly, e != NONE && first != NONE && first <= e ? NONE : e);
  }
  return 0;
}

/* ---- judges, and administrative law judges ---- */
#define COMMON(I, B) I(compensationBase) I(fullPayShare) I(fullRetirementPay) I(ageAtStart) I(highestAge) I(accrualEnds) B(monthReading) I(illnessLeaveLimit) \
  I(middleService) I(judicialService) I(leastService) I(middleAge) I(lowestAge) I(mostService) B(unreduced) B(proportionCounts) I(shareOfFullPay) \
  I(retirementPay) I(judicialSearchEnds) I(firstFullPay) I(firstAnyPay)
#define ONLY_COURTS(I, B) I(stipulatedAge) I(stipulatedDate) B(accrualStopsAtStipulatedAge)
#define ONLY_ALJ(I, B) I(monthsForAssembly) I(assemblyCredit)
typedef struct { COMMON(DECLARE_I, DECLARE_B) ONLY_COURTS(DECLARE_I, DECLARE_B) ONLY_ALJ(DECLARE_I, DECLARE_B) } Judges;
static void make_judges(Judges *K, int n) { COMMON(ALLOCATE_I, ALLOCATE_B) ONLY_COURTS(ALLOCATE_I, ALLOCATE_B) ONLY_ALJ(ALLOCATE_I, ALLOCATE_B) }
static void show_judges(const Judges *K, int n, const char *plan, int courts) {
  COMMON(SHOW_I, SHOW_B)
  if (courts) { ONLY_COURTS(SHOW_I, SHOW_B) } else { ONLY_ALJ(SHOW_I, SHOW_B) }
}
static inline int accrual_ends(int left, int stipulated) { return left < stipulated ? left : left >= 776880 ? previous_day(stipulated) : left; }
static inline __attribute__((always_inline)) int judges(const Members *M, Judges *K, const int courts, const int tier) {
  const int *code = M->code, high = tier ? 804 : 744, middle = tier ? 744 : 720, low = tier ? 744 : 660, middle_service = tier ? 240 : 180;
  for (int m = 0; m < M->n; m++) {
    int birth = M->birth[m], left = M->left[m], start = M->start[m], stipulated = completing(birth, 840);
    int credit = courts ? 0 : M->assemblies[m] * 24, ends = courts ? accrual_ends(left, stipulated) : left;
    if (courts) { KEEP(stipulatedAge, 840); KEEP(stipulatedDate, stipulated); KEEP(accrualStopsAtStipulatedAge, left >= 776880 ? 1 : -128); }
    else { KEEP(monthsForAssembly, 24); KEEP(assemblyCredit, credit); }
    int full = (M->paid[m] + 12) / 24, age = months_from(birth, start);
    KEEP(accrualEnds, ends); KEEP(compensationBase, M->paid[m]); KEEP(fullPayShare, 1); KEEP(fullRetirementPay, full); KEEP(ageAtStart, age);
    KEEP(highestAge, high); KEEP(monthReading, code[CALENDAR]); KEEP(illnessLeaveLimit, 12); KEEP(middleService, middle_service);
#define JUDICIAL(day) ({ int s_ = service(M, m, 0, day) + M->bought[m] + M->moved[m]; s_ + (s_ < middle_service ? credit : 0); })
#define UNREDUCED(age, served) (((age) >= high && (served) >= 144) || ((age) >= middle && (served) >= middle_service) || ((age) >= low && (served) >= 240))
#define SHARE(age, served) (UNREDUCED(age, served) ? 720 : (age) >= high ? (served) * 5 : (age) >= middle ? (served) * (tier ? 3 : 4) : 0)
    int served = JUDICIAL(ends), share = SHARE(age, served);
    KEEP(judicialService, served); KEEP(leastService, 144); KEEP(middleAge, middle); KEEP(lowestAge, low); KEEP(mostService, 240);
    KEEP(unreduced, UNREDUCED(age, served)); KEEP(proportionCounts, code[YEARS_AND_MONTHS]); KEEP(shareOfFullPay, share);
    KEEP(retirementPay, half_up((int64_t)full * share, 720)); KEEP(judicialSearchEnds, 1080);
    int all, any, ninety = completing(birth, 1080);
    if (M->active[m]) {
      int begin = completing(birth, low);
#define SERVED_BY(month) ({ int day_ = previous_day(month); if (courts) day_ = accrual_ends(day_, stipulated); JUDICIAL(day_); })
      FIRST_MONTH(all, begin, ninety, month, ({ int age_ = months_from(birth, month), got_ = SERVED_BY(month); UNREDUCED(age_, got_); }));
      FIRST_MONTH(any, begin, ninety, month, ({ int age_ = months_from(birth, month), got_ = SERVED_BY(month); SHARE(age_, got_) > 0; }));
    } else {
      FIRST_MONTH(all, next_day(left), ninety, month, ({ int age_ = months_from(birth, month); UNREDUCED(age_, served); }));
      FIRST_MONTH(any, next_day(left), ninety, month, ({ int age_ = months_from(birth, month); SHARE(age_, served) > 0; }));
    }
    KEEP(firstFullPay, all); KEEP(firstAnyPay, any);
  }
  return 0;
}

static void *part(FILE *f, size_t size, size_t n) { void *p = malloc(size * n + 64); if (fread(p, size, n, f) != n) exit(3); return p; }
static Members members(FILE *f) {
  Members M;
  int32_t head[4];
  if (fread(head, 4, 4, f) != 4 || fread(M.code, 4, CODES, f) != CODES) exit(3);
  int n = M.n = head[0];
  M.rates = head[3];
  M.rate_from = part(f, 4, M.rates); M.rate = part(f, 4, M.rates);
  int32_t **facts[] = {&M.birth, &M.spouse, &M.left, &M.start, &M.sick, &M.bought, &M.moved, &M.hired, &M.died, &M.paid, &M.assemblies, &M.active};
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) *facts[i] = part(f, 4, n);
  M.po = part(f, 4, n + 1); M.pf = part(f, 4, head[1]); M.pt = part(f, 4, head[1]); M.pk = part(f, 1, head[1]);
  M.yo = part(f, 4, n + 1); M.ym = part(f, 4, head[2]); M.yc = part(f, 4, head[2]);
  return M;
}

int main(int argc, char **argv) {
  FILE *f = argc > 1 ? fopen(argv[1], "rb") : 0;
  if (!f) return 2;
  for (int i = 0; i < 4800; i++) {
    static const int8_t DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int y = i / 12;
    LENGTH[i] = i % 12 == 1 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : DAYS[i % 12];
  }
  Members closed = members(f), of2000 = members(f), of2011 = members(f), courts = members(f), courts2011 = members(f), alj = members(f);
  Closed c; Year2000 y, z; Judges j, k, l;
  make_closed(&c, closed.n); make_2000(&y, of2000.n); make_2000(&z, of2011.n); make_judges(&j, courts.n); make_judges(&k, courts2011.n); make_judges(&l, alj.n);
  char line[16];
  while (fgets(line, sizeof line, stdin)) {
    double t0 = now(), c0 = cpu();
    int failed = closed_plan(&closed, &c) || year_2000(&of2000, &y, 0) || year_2000(&of2011, &z, 1) || judges(&courts, &j, 1, 0) || judges(&courts2011, &k, 1, 1) || judges(&alj, &l, 0, 0);
    if (failed) return 4;
    printf("%.9f %.9f", now() - t0, cpu() - c0);
    show_closed(&c, closed.n, "msep"); show_2000(&y, of2000.n, "msep-2000", 0); show_2000(&z, of2011.n, "msep-2011", 1);
    show_judges(&j, courts.n, "judicial", 1); show_judges(&k, courts2011.n, "judicial-2011", 1); show_judges(&l, alj.n, "alj", 0);
    printf("\n");
    fflush(stdout);
  }
  return 0;
}
