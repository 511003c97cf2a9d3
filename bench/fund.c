/* The C twin of fund.ts, written by hand: the determinations of seven plans over the same columns, with every value that ours keeps.
 * It covers employees, legislators, statewide officials and the water patrol in MSEP, MSEP 2000 and MSEP 2011, judges whose compensation is
 * certified, administrative law judges, and who of the universities' plan may join: counted time, assemblies, breaks in service, average pay,
 * pay of offices, vesting, doors, base benefit, early reduction, increases in service, options, survivors' amounts, and the first date of each
 * door. Nobody has a second kind of service, so it does not look at that list.
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
enum { EMPLOYEE, LEGISLATOR, OFFICIAL, PATROL };
enum { GOVERNOR, ATTORNEY_GENERAL, LIEUTENANT_GOVERNOR, OTHER_OFFICE };
typedef struct {
  int n, rates, code[CODES];
  int32_t *birth, *spouse, *left, *start, *sick, *bought, *moved, *hired, *died, *paid, *assemblies, *active, *class, *office;
  int32_t *po, *pf, *pt, *yo, *ym, *yc, *ao, *ab, *ae, *af, *at, *rate_from, *rate;
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
static int32_t monthly(int32_t dollars) { return (dollars * 50 + 3) / 6; }
static int32_t legislator_pay(int start) {
  if (start < PAY_FROM[0]) return FAIL;
  int i = 0;
  while (i < 5 && start >= PAY_FROM[i + 1]) i++;
  return monthly(PAY[i]);
}
/* Pay of the statewide offices since July 2008, 2021 and 2022. */
static const int32_t OFFICE_PAY[][3] = {{133821, 137167, 140596}, {116437, 119348, 122332}, {86484, 88646, 90862}, {107746, 110440, 113201}};
static int32_t office_pay(const Members *M, int m, int start) {
  if (M->class[m] == LEGISLATOR) return legislator_pay(start);
  if (M->office[m] == NONE || start < PAY_FROM[0]) return FAIL;
  return monthly(OFFICE_PAY[M->office[m]][(start >= PAY_FROM[1]) + (start >= PAY_FROM[2])]);
}
/* The assemblies that a legislator served whole by a day: in the closed plan to the last day, in the year 2000 plan also from the first. */
static int whole_assemblies(const Members *M, int m, int left, int from_first) {
  int whole = 0;
  for (int i = M->ao[m]; i < M->ao[m + 1]; i++) whole += MIN(M->at[i], left) >= M->ae[i] && (!from_first || M->af[i] <= M->ab[i]);
  return whole;
}
/* Assemblies of the closed plan: three served whole make a part of another count as a whole one. */
static int assemblies_served(const Members *M, int m, int left, int whole) {
  if (whole < 3) return whole;
  for (int i = M->ao[m]; i < M->ao[m + 1]; i++) whole += M->af[i] <= left && MIN(M->at[i], left) < M->ae[i];
  return whole;
}
static inline int service_of(int months, int days);
/* Service by assemblies in the year 2000 plan: two years a whole one, the days of a part up to 23 months. */
static int by_assemblies(const Members *M, int m, int left) {
  int all = 0;
  for (int i = M->ao[m]; i < M->ao[m + 1]; i++) {
    int to = MIN(MIN(M->at[i], M->ae[i]), left), from = MAX(M->af[i], M->ab[i]), months = 0, days = 0;
    if (M->af[i] <= M->ab[i] && to >= M->ae[i]) { all += 24; continue; }
    if (from <= to) span(from, to, &months, &days);
    all += MIN(service_of(months, days), 23);
  }
  return all;
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
static int earned_2000(const Members *M, int m, int left) { return M->class[m] == LEGISLATOR ? by_assemblies(M, m, left) : service(M, m, 0, left); }
static inline int vesting_2000(int tier, int left) { return tier && left < FIVE_YEARS ? 120 : 60; }
static inline Credit credit_2000(const Members *M, int m, int left, int tier, int whole, int since) {
  Credit c = {0};
  c.stretch = last_stretch(M, m, left);
  c.broken = c.stretch != NONE && begun_before(M, m, c.stretch);
  c.left_before = NONE;
  if (tier && c.stretch != NONE) for (int i = M->po[m]; i < M->po[m + 1]; i++) if (M->pf[i] < c.stretch && M->pt[i] > c.left_before) c.left_before = M->pt[i];
  c.at_break = vesting_2000(tier, c.left_before != NONE ? c.left_before : left);
  c.before = c.broken ? earned_2000(M, m, previous_day(c.stretch)) : 0;
  c.counts = !c.broken || M->class[m] == LEGISLATOR || c.before >= c.at_break || completing(c.stretch, 12) <= next_day(left);
  c.credited = (c.counts ? (whole >= 0 ? whole : earned_2000(M, m, left)) : since >= 0 ? since : service(M, m, c.stretch, left)) + M->bought[m] + M->moved[m];
  return c;
}
static inline int vested_2000(const Members *M, int m, int left, int tier, int credited) {
  int class = M->class[m];
  return class == LEGISLATOR ? whole_assemblies(M, m, left, 1) >= 3 : credited >= (class == OFFICIAL ? 48 : vesting_2000(tier, left));
}
static inline __attribute__((always_inline)) int year_2000(const Members *M, Year2000 *K, const int tier) {
  const int *code = M->code, early = tier ? 744 : 684, points = tier ? 1080 : 960;
  const int begins = DATE(2000, 7, 1), anchor = tier ? 67 : 62;
  for (int m = 0; m < M->n; m++) {
    int birth = M->birth[m], left = M->left[m], start = M->start[m], class = M->class[m], months, days;
    int elected = class == LEGISLATOR || class == OFFICIAL, normal = elected ? (tier ? 744 : 660) : tier ? 804 : 744, least = tier ? 660 : elected ? 600 : 576;
    int legislators = legislator_pay(start), of_office = office_pay(M, m, start), by_terms = by_assemblies(M, m, left);
    KEEP(legislatorMonthlyPay, legislators); KEEP(legislatorShare, 1); KEEP(serviceOfAnAssembly, 24); KEEP(mostOfAPartAssembly, 23);
    KEEP(serviceByAssemblies, by_terms); KEEP(monthReading, code[CALENDAR]); KEEP(illnessLeaveLimit, 12);
    counted(M, m, 0, left, &months, &days);
    int whole = class == LEGISLATOR ? by_terms : service_of(months, days);
    KEEP(timeEmployed, months); KEEP(timeEmployed_days, days); KEEP(earnedService, whole);
    KEEP(officialMonthlyPay, of_office); KEEP(officialShare, 1); KEEP(layoffLimit, 12); KEEP(breakInServiceDays, 30);
    int stretch = last_stretch(M, m, left), since_months = months, since_days = days;
    if (stretch != NONE) counted(M, m, stretch, left, &since_months, &since_days);
    int since = service_of(since_months, since_days);
    Credit c = credit_2000(M, m, left, tier, whole, since);
    int credited = c.credited;
    KEEP(lastStretchBegins, c.stretch); KEEP(serviceBroken, c.broken);
    KEEP(serviceBeforeBreak, c.broken || c.stretch == NONE ? c.before : earned_2000(M, m, previous_day(c.stretch)));
    KEEP(vestingService, vesting_2000(tier, left)); KEEP(vestingServiceAtBreak, c.at_break); KEEP(reinstatementTime, 12); KEEP(earlierServiceCounts, c.counts);
    KEEP(timeSinceBreak, since_months); KEEP(timeSinceBreak_days, since_days); KEEP(serviceSinceBreak, since); KEEP(creditedService, credited);
    KEEP(mostServiceOfOfficials, 144);
    int len, best = average_pay(M, m, left, &len);
    if (len == 0) return 4;
    KEEP(finalAveragePay, best); KEEP(finalAveragePay_divisor, len); KEEP(baseBenefitMultiplier, 1); KEEP(isElected, elected);
    KEEP(fullAssemblies, whole_assemblies(M, m, left, 1)); KEEP(vestingAssemblies, 3); KEEP(otherKindVests, 0); KEEP(eligibilityService, credited); KEEP(vestingServiceOfLegislators, 72);
    KEEP(vestingServiceOfOfficials, 48);
    int vested = vested_2000(M, m, left, tier, credited), at_leaving = months_from(birth, left), at_start = months_from(birth, start);
    int together = at_leaving + credited, before_eligible = 0;
    if (tier) {
      int died = M->died[m] != NONE && M->died[m] <= left, latest = add_days(left, 60) & ~31;
      before_eligible = !elected && !died && left >= FIVE_YEARS && months_from(birth, latest) < early && !(at_leaving >= least && together >= points);
      KEEP(leftBeforeBreak, c.left_before); KEEP(fiveYearVestingBegins, FIVE_YEARS); KEEP(diedInService, died); KEEP(lastDirectStart, latest);
      KEEP(leftBeforeEligible, before_eligible); KEEP(temporaryBenefitAge, 744); KEEP(earlyAfterLeaving, code[LEFT_BEFORE_2018]);
    }
    int sick = vested && !elected && !before_eligible ? M->sick[m] / 16800 : 0, benefit = credited + sick;
    KEEP(vested, vested); KEEP(sickLeaveService, sick); KEEP(benefitService, benefit); KEEP(minimumPerYear, 1);
    KEEP(minimumCounts, code[BENEFIT_SERVICE]); KEEP(minimumService, benefit);
    int64_t formula = (int64_t)best * 17 * benefit, floor = (int64_t)(benefit / 12) * 1500 * len * 12000;
    int64_t base = half_up(MAX(formula, floor), (int64_t)len * 12000);
    if (class == LEGISLATOR) base = half_up((int64_t)legislators * (MIN(whole, 288) + M->bought[m] + M->moved[m]), 288);
    if (class == OFFICIAL) base = half_up((int64_t)of_office * MIN(credited, 144), 288);
    KEEP(baseBenefit, base); KEEP(ageAtStart, at_start); KEEP(normalAgeOfLegislators, tier ? 744 : 660); KEEP(normalAgeOfOfficials, tier ? 744 : 660);
    KEEP(normalAgeOfEmployees, tier ? 804 : 744); KEEP(normalAge, normal);
    int at_normal = vested && at_start >= normal, direct = day_number(start) - day_number(left) <= 60;
    KEEP(normalAgeReached, at_normal); KEEP(directRetirementDays, 60); KEEP(retiresDirectly, direct); KEEP(ageAtLeaving, at_leaving);
    KEEP(leastAgeOfLegislators, tier ? 660 : 600); KEEP(leastAgeOfOfficials, tier ? 660 : 600); KEEP(leastAgeOfEmployees, tier ? 660 : 576);
    KEEP(leastAgeForRuleOf80, least); KEEP(ageAndService, together); KEEP(ruleOf80Sum, points);
    int sums = vested && at_leaving >= least && together >= points, rule = sums && direct;
    int at_early = !elected && vested && at_start >= early, later = tier ? left < FIVE_YEARS : 1;
    KEEP(ruleOf80, rule); KEEP(earlyAge, early); KEEP(earlyAgeReached, at_early); KEEP(mayStartEarlyAfterLeaving, later);
    int door = at_normal && direct ? NORMAL_AGE : at_normal ? DEFERRED_UNREDUCED : rule ? RULE_OF_80 : at_early && direct ? EARLY : at_early && later ? DEFERRED_REDUCED : NO_DOOR;
    KEEP(door, code[door]); KEEP(temporaryBenefitMultiplier, 1);
    KEEP(temporaryBenefit, door == RULE_OF_80 && !elected && !(tier && at_start >= 744) ? half_up((int64_t)best * benefit, (int64_t)len * 1500) : 0);
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
#define VESTED_BY(day) ({ int by_ = day; vested_2000(M, m, by_, tier, class == LEGISLATOR ? 0 : credit_2000(M, m, by_, tier, -1, -1).credited); })
    if (M->active[m]) {
      FIRST_MONTH(first_normal, begins, hundred, month, months_from(birth, month) >= normal && VESTED_BY(previous_day(month)));
      FIRST_MONTH(first_rule, begins, old, month, ({ int day = previous_day(month), age = months_from(birth, day), yes = 0;
        if (age >= least) { int got = credit_2000(M, m, day, tier, -1, -1).credited; yes = age + got >= points && vested_2000(M, m, day, tier, got); } yes; }));
      FIRST_MONTH(first_early, begins, old, month, !elected && months_from(birth, month) >= early && VESTED_BY(previous_day(month)));
    } else {
      int next = next_day(left), end = add_days(left, 60);
      FIRST_MONTH(first_normal, next, MIN(end, hundred), month, vested && months_from(birth, month) >= normal);
      FIRST_MONTH(first_rule, next, MIN(end, old), month, sums && day_number(month) - day_number(left) <= 60);
      FIRST_MONTH(first_deferred, add_days(left, 61), hundred, month, vested && months_from(birth, month) >= normal);
      FIRST_MONTH(first_early, next, MIN(end, old), month, !elected && vested && months_from(birth, month) >= early);
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
static inline int vesting_closed(const Members *M, int m, int left) {
  return M->class[m] == OFFICIAL ? 48 : months_from(M->birth[m], left) >= 420 ? vesting_from_35(left) : vesting_under_35(left);
}
static inline int prior_assemblies(const Members *M, int m) { return M->assemblies[m] + (M->bought[m] + M->moved[m] + 23) / 24; }
static int credited_closed(const Members *M, int m, int left, int *counts, int *stretch, int *broke) {
  int s = last_stretch(M, m, left), broken = s != NONE && begun_before(M, m, s), on = NONE;
  if (s != NONE) { int before = previous_day(s); for (int i = M->po[m]; i < M->po[m + 1]; i++) if (M->pf[i] < s) { int to = MIN(M->pt[i], before); if (to > on) on = to; } }
  int ok = !broken;
  if (!ok) { int day = on != NONE ? on : s; ok = service(M, m, 0, day) >= vesting_closed(M, m, day) || completing(s, 12) <= next_day(left); }
  *counts = ok; *stretch = s; *broke = on;
  if (M->class[m] == LEGISLATOR) return 24 * (assemblies_served(M, m, left, whole_assemblies(M, m, left, 0)) + prior_assemblies(M, m));
  return service(M, m, ok ? 0 : s, left) + M->bought[m] + M->moved[m];
}
static inline int vested_closed(const Members *M, int m, int left, int credited) {
  return M->class[m] == LEGISLATOR ? whole_assemblies(M, m, left, 0) >= 3 : credited >= vesting_closed(M, m, left);
}
typedef struct { int class, birth, start, left, credited, vested; } Case;
static inline int normal_closed(Case c) {
  int age = months_from(c.birth, c.start), normal = c.class == LEGISLATOR || c.class == PATROL ? 660 : 780;
  if (c.vested && (age >= normal || (c.class != LEGISLATOR && c.class != PATROL && c.credited >= 180 && age >= 720))) return 1;
  return (c.class == EMPLOYEE || c.class == PATROL) && c.credited >= 48 && months_from(c.birth, next_day(c.left)) >= normal;
}
static inline int rule_closed(Case c) {
  int age = months_from(c.birth, c.start);
  return c.vested && age >= (c.class == OFFICIAL ? 600 : 576) && age + c.credited >= 960;
}
static inline int early_closed(Case c) {
  return (c.class == EMPLOYEE || c.class == OFFICIAL) && c.vested && c.credited >= 120 && months_from(c.birth, c.start) >= 660;
}
static inline Case at(Case c, int start) { c.start = start; return c; }
static Case at_work(const Members *M, int m, int month) {
  int a, b, d, left = previous_day(month), got = credited_closed(M, m, left, &a, &b, &d);
  return (Case){M->class[m], M->birth[m], month, left, got, vested_closed(M, m, left, got)};
}
static int closed_plan(const Members *M, Closed *K) {
  const int *code = M->code, known = DATE(1997, 8, 28);
  for (int m = 0; m < M->n; m++) {
    int birth = M->birth[m], left = M->left[m], start = M->start[m], class = M->class[m], months, days;
    int full = whole_assemblies(M, m, left, 0), terms = assemblies_served(M, m, left, full), prior = terms + prior_assemblies(M, m);
    KEEP(fullAssemblies, full); KEEP(vestingAssemblies, 3); KEEP(amountPerAssembly, left < DATE(2003, 8, 28) ? FAIL : 1); KEEP(assembliesServed, terms);
    KEEP(priorAssemblies, prior - terms); KEEP(creditedAssemblies, prior); KEEP(twelveYears, code[TWELVE_OR_MORE]); KEEP(serviceOfAnAssembly, 24);
    KEEP(serviceByAssemblies, 24 * prior); KEEP(layoffLimit, 12); KEEP(breakInServiceDays, 30);
    int counts, stretch, broke, credited = credited_closed(M, m, left, &counts, &stretch, &broke);
    KEEP(lastStretchBegins, stretch); KEEP(serviceBroken, stretch != NONE && begun_before(M, m, stretch)); KEEP(serviceBrokeOn, broke);
    KEEP(monthReading, code[CALENDAR]); KEEP(illnessLeaveLimit, 12); KEEP(vestingServiceOfOfficials, 48); KEEP(vestingAge, 420); KEEP(reinstatementTime, 12);
    KEEP(earlierServiceCounts, counts);
    counted(M, m, 0, left, &months, &days);
    KEEP(timeEmployed, months); KEEP(timeEmployed_days, days); KEEP(earnedService, service_of(months, days));
    if (stretch != NONE) counted(M, m, stretch, left, &months, &days);
    KEEP(timeSinceBreak, months); KEEP(timeSinceBreak_days, days); KEEP(serviceSinceBreak, service_of(months, days)); KEEP(creditedService, credited);
    int twelve = class == OFFICIAL && credited >= 144, of_office = office_pay(M, m, start);
    KEEP(longServiceOfOfficials, 144); KEEP(hasTwelveYears, twelve); KEEP(officialMonthlyPay, of_office); KEEP(officialPayShare, 1);
    int len, best = average_pay(M, m, left, &len);
    if (len == 0) return 4;
    int at_leaving = months_from(birth, left), needed = vesting_closed(M, m, left), vested = vested_closed(M, m, left, credited);
    KEEP(finalAveragePay, best); KEEP(finalAveragePay_divisor, len); KEEP(baseBenefitMultiplier, 1); KEEP(ageAtLeaving, at_leaving);
    KEEP(vestingServiceFrom35, vesting_from_35(left)); KEEP(vestingServiceUnder35, vesting_under_35(left)); KEEP(vestingService, needed);
    KEEP(otherKindVests, 0); KEEP(eligibilityService, credited); KEEP(vested, vested); KEEP(normalAgeOfLegislators, 660);
    KEEP(officialsAt65, code[ONE_TERM]); KEEP(normalAgeOfEmployees, 780); KEEP(serviceForLowerAge, 180); KEEP(normalAgeAfter15Years, 720);
    KEEP(normalAgeOfPatrol, 660); KEEP(serviceAt65, code[FOUR_YEARS]); KEEP(serviceOfEmployeesAtAge, 48);
    KEEP(ageReachedAtWork, months_from(birth, next_day(left))); KEEP(officialsLeastAge, code[FIFTY]); KEEP(leastAgeOfOfficials, 600);
    KEEP(leastAgeOfEmployees, 576); KEEP(leastAgeForRuleOf80, class == OFFICIAL ? 600 : 576); KEEP(ruleOf80Sum, 960); KEEP(earlyService, 120); KEEP(earlyAge, 660);
    Case c = {class, birth, start, left, credited, vested}, w = at(c, next_day(left));
    int worked = normal_closed(w) || rule_closed(w) || early_closed(w), sick = worked && (class == EMPLOYEE || class == PATROL) ? M->sick[m] / 16800 : 0, benefit = credited + sick;
    KEEP(workedUntilEligible, worked); KEEP(sickLeaveService, sick); KEEP(benefitService, benefit); KEEP(patrolFactor, 1);
    KEEP(closedPlanMinimum, code[APPLIED]); KEEP(minimumPerYear, 1); KEEP(minimumBenefit, benefit / 12);
    int64_t formula = (int64_t)best * 16 * benefit, floor = (int64_t)(benefit / 12) * 1500 * len * 12000;
    int64_t base = half_up(MAX(formula, floor), (int64_t)len * 12000);
    if (class == LEGISLATOR) base = full >= 3 ? 15000 * prior : 0;
    if (class == OFFICIAL) base = twelve ? half_up(of_office, 2) : half_up(formula, (int64_t)len * 12000);
    if (class == PATROL) base = half_up(MAX(formula * 4, floor * 3), (int64_t)len * 36000);
    int age = months_from(birth, start), normal = normal_closed(c), rule = rule_closed(c), early = early_closed(c);
    KEEP(baseBenefit, base); KEEP(earlyReductionPerMonth, 1); KEEP(ageAtStart, age); KEEP(normalAgeReached, normal); KEEP(ageAndService, age + credited);
    KEEP(ruleOf80, rule); KEEP(earlyAgeReached, early);
    int door = normal && worked ? NORMAL_AGE : rule && worked ? RULE_OF_80 : normal || rule ? DEFERRED_UNREDUCED : early && worked ? EARLY : early ? DEFERRED_REDUCED : NO_DOOR;
    int unreduced = MIN(credited >= 180 ? 720 : 780, MAX(class == OFFICIAL ? 600 : 576, 960 - credited)), reduced_door = door == EARLY || door == DEFERRED_REDUCED;
    int months_early = reduced_door ? months_from(start, (completing(birth, unreduced) + 31) & ~31) : 0;
    int64_t reduced = half_up(base * (200 - months_early), 200), cap = reduced * 33 / 20, grown = reduced;
    KEEP(door, code[door]); KEEP(monthsEarlyReading, code[EARLIEST_UNREDUCED]); KEEP(unreducedAge, unreduced); KEEP(monthsEarly, months_early);
    KEEP(earlyFactor, 200 - months_early); KEEP(reducedBaseBenefit, reduced); KEEP(planBegins, DATE(2000, 7, 1)); KEEP(floorEnds, known);
    int four = M->hired[m] < known && !twelve, since65 = completing(birth, 780), earns = 0;
    KEEP(colaTrack, code[twelve ? PAY_OF_OFFICE : four ? LEAST_FOUR_PERCENT : PRICE_INDEX]); KEEP(inServiceAge, 780); KEEP(inServiceFrom, since65);
    if (vested && M->hired[m] < DATE(2000, 7, 1) && left >= since65 && !twelve) {
      for (int i = M->po[m]; i < M->po[m + 1]; i++) if (M->pk[i] < LAYOFF && M->pf[i] <= since65 && M->pt[i] >= since65) { earns = 1; break; }
      for (int i = M->ao[m]; i < M->ao[m + 1]; i++) earns |= M->af[i] <= since65 && M->at[i] >= since65;
    }
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
      FIRST_MONTH(n, known, hundred, month, months_from(birth, month) >= (class == LEGISLATOR || class == PATROL ? 660 : 720) && normal_closed(at_work(M, m, month)));
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

/* ---- the universities' plan: who belongs to it, what is due, and who may join the system ---- */
#define UNIVERSITY(I, B) I(universityPlanBegins) B(isOutsideEmployee) I(universityRate) I(dueFromUniversity) I(ownShareBegins) I(ownShare) I(ownContribution) \
  I(timeBeforeTransfer) B(mayJoinSystem) I(olderRuleUntil) I(tier2011Begins) B(planJoined) B(vestedOnJoining) I(serviceBrought)
typedef struct { UNIVERSITY(DECLARE_I, DECLARE_B) } University;
static void make_university(University *K, int n) { UNIVERSITY(ALLOCATE_I, ALLOCATE_B) }
static void show_university(const University *K, int n, const char *plan) { UNIVERSITY(SHOW_I, SHOW_B) }
enum { NO_PLAN, YEAR_2000_PLAN, TIER_2011 };
typedef struct { int n, code[3]; int32_t *taught, *covered, *teaches, *ranked, *before, *time, *now, *elected, *month, *pay; } Teachers;
static int university(const Teachers *M, University *K) {
  for (int m = 0; m < M->n; m++) {
    int taught = M->taught[m], month = M->month[m], outside = M->covered[m] && (M->teaches[m] | M->ranked[m]) && taught >= DATE(2002, 7, 1) && !M->before[m];
    /* hundredths of a percent of payroll: fiscal 2016, 2017, 2018, and the six percent since */
    int rate = month < DATE(2016, 7, 1) ? 589 : month < DATE(2017, 7, 1) ? 567 : month < DATE(2018, 7, 1) ? 619 : 600;
    int joins = outside && M->now[m] && M->time[m] >= 72;
    KEEP(universityPlanBegins, DATE(2002, 7, 1)); KEEP(isOutsideEmployee, outside); KEEP(universityRate, rate);
    KEEP(dueFromUniversity, outside ? half_up((int64_t)M->pay[m] * rate, 10000) : 0); KEEP(ownShareBegins, DATE(2018, 7, 1)); KEEP(ownShare, 1);
    KEEP(ownContribution, outside && taught >= DATE(2018, 7, 1) ? half_up(M->pay[m], 50) : 0);
    KEEP(timeBeforeTransfer, 72); KEEP(mayJoinSystem, joins); KEEP(olderRuleUntil, DATE(2020, 12, 31)); KEEP(tier2011Begins, DATE(2011, 1, 1));
    KEEP(planJoined, M->code[!joins ? NO_PLAN : M->elected[m] <= DATE(2020, 12, 31) && taught < DATE(2011, 1, 1) ? YEAR_2000_PLAN : TIER_2011]);
    KEEP(vestedOnJoining, joins); KEEP(serviceBrought, 0);
  }
  return 0;
}

static void *part(FILE *f, size_t size, size_t n) { void *p = malloc(size * n + 64); if (fread(p, size, n, f) != n) exit(3); return p; }
static Members members(FILE *f) {
  Members M;
  int32_t head[5];
  if (fread(head, 4, 5, f) != 5 || fread(M.code, 4, CODES, f) != CODES) exit(3);
  int n = M.n = head[0];
  M.rates = head[3];
  M.rate_from = part(f, 4, M.rates); M.rate = part(f, 4, M.rates);
  int32_t **facts[] = {&M.birth, &M.spouse, &M.left, &M.start, &M.sick, &M.bought, &M.moved, &M.hired, &M.died, &M.paid, &M.assemblies, &M.active, &M.class, &M.office};
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) *facts[i] = part(f, 4, n);
  M.po = part(f, 4, n + 1); M.pf = part(f, 4, head[1]); M.pt = part(f, 4, head[1]); M.pk = part(f, 1, head[1]);
  M.yo = part(f, 4, n + 1); M.ym = part(f, 4, head[2]); M.yc = part(f, 4, head[2]);
  M.ao = part(f, 4, n + 1); M.ab = part(f, 4, head[4]); M.ae = part(f, 4, head[4]); M.af = part(f, 4, head[4]); M.at = part(f, 4, head[4]);
  return M;
}

static Teachers teachers(FILE *f) {
  Teachers M;
  if (fread(&M.n, 4, 1, f) != 1 || fread(M.code, 4, 3, f) != 3) exit(3);
  int32_t **facts[] = {&M.taught, &M.covered, &M.teaches, &M.ranked, &M.before, &M.time, &M.now, &M.elected, &M.month, &M.pay};
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) *facts[i] = part(f, 4, M.n);
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
  Teachers curp = teachers(f);
  Closed c; Year2000 y, z; Judges j, k, l; University u;
  make_closed(&c, closed.n); make_2000(&y, of2000.n); make_2000(&z, of2011.n); make_judges(&j, courts.n); make_judges(&k, courts2011.n); make_judges(&l, alj.n);
  make_university(&u, curp.n);
  char line[16];
  while (fgets(line, sizeof line, stdin)) {
    double t0 = now(), c0 = cpu();
    int failed = closed_plan(&closed, &c) || year_2000(&of2000, &y, 0) || year_2000(&of2011, &z, 1) || judges(&courts, &j, 1, 0) || judges(&courts2011, &k, 1, 1) || judges(&alj, &l, 0, 0) || university(&curp, &u);
    if (failed) return 4;
    printf("%.9f %.9f", now() - t0, cpu() - c0);
    show_closed(&c, closed.n, "msep"); show_2000(&y, of2000.n, "msep-2000", 0); show_2000(&z, of2011.n, "msep-2011", 1);
    show_judges(&j, courts.n, "judicial", 1); show_judges(&k, courts2011.n, "judicial-2011", 1); show_judges(&l, alj.n, "alj", 0);
    show_university(&u, curp.n, "curp");
    printf("\n");
    fflush(stdout);
  }
  return 0;
}
