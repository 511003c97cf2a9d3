/* The C twin of engine-plan.ts: the same determination over the same columns, writing the same kept values.
 * gcc -O2 engine.c -o engine; ./engine FILE, then one line on standard input for each run; each prints seconds, processor seconds and a checksum. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }

static int leap(int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }
static const int8_t DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
static inline int days_in_month(int index) { int m = index % 12; return m == 1 && leap((index - 1) / 12) ? 29 : DAYS[m]; }
static inline int last_of_month(int d) { return (d & ~31) + days_in_month(d >> 5) - 1; }
static inline int months_from(int a, int b) { return (b >> 5) - (a >> 5) - ((b & 31) < (a & 31)); }
static inline int day_number(int d) {
  int index = (d >> 5) - 2, y = index / 12, m = index - 12 * y;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + (d & 31);
}
static inline int next_day(int d) { return d == last_of_month(d) ? (d & ~31) + 32 : d + 1; }
static inline int completing(int d, int months) {
  int index = (d >> 5) + months, day = d & 31;
  return day < 28 || day < days_in_month(index) ? index * 32 + day : (index + 1) * 32;
}
static inline int64_t half_up(int64_t n, int64_t d) { return (2 * n + d) / (2 * d); }
static inline int floor12(int n) { return n >= 0 ? n / 12 : -((-n + 11) / 12); }

static void span(int from, int to, int *months, int *days) {
  int first = from >> 5, last = to >> 5, whole_start = (from & 31) == 0, length = days_in_month(last), whole_end = (to & 31) == length - 1;
  if (first == last) { if (whole_start && whole_end) ++*months; else *days += to - from + 1; return; }
  *months += last - first - 1 + whole_start + whole_end;
  *days += (whole_start ? 0 : days_in_month(first) - (from & 31)) + (whole_end ? 0 : (to & 31) + 1);
}

static void *part(FILE *f, size_t size, size_t n) { void *p = malloc(size * n + 64); if (fread(p, size, n, f) != n) exit(3); return p; }
#define COLUMN(type, name) type *name = malloc((size_t)N * sizeof(type))
enum { EARLY = 0, EMPLOYED = 1, NONE = 3, NORMAL = 4, RULE80 = 5 };

int main(int argc, char **argv) {
  FILE *f = argc > 1 ? fopen(argv[1], "rb") : 0;
  if (!f) return 2;
  int32_t head[3];
  if (fread(head, 4, 3, f) != 3) return 3;
  int N = head[0];
  int32_t *birth = part(f, 4, N), *spouse = part(f, 4, N), *left = part(f, 4, N), *start = part(f, 4, N), *sick = part(f, 4, N), *bought = part(f, 4, N);
  int32_t *po = part(f, 4, N + 1), *pf = part(f, 4, head[1]), *pt = part(f, 4, head[1]); int8_t *pk = part(f, 1, head[1]);
  int32_t *yo = part(f, 4, N + 1), *ym = part(f, 4, head[2]), *yc = part(f, 4, head[2]);
  int32_t start50[48], start100[48];
  for (int i = 0; i < 48; i++) { start50[i] = 900 + 3 * (47 - i); start100[i] = 830 + 4 * (47 - i); }
  COLUMN(int32_t, employment); COLUMN(int32_t, employmentDays); COLUMN(int32_t, earned); COLUMN(int32_t, credited); COLUMN(int8_t, vested);
  COLUMN(int32_t, age); COLUMN(int32_t, normalAge); COLUMN(int32_t, ageLeaving); COLUMN(int32_t, together); COLUMN(int8_t, direct);
  COLUMN(int8_t, rule80); COLUMN(int32_t, earlyAge); COLUMN(int8_t, door); COLUMN(int32_t, best); COLUMN(int8_t, entries); COLUMN(int32_t, multiplier);
  COLUMN(int32_t, sickService); COLUMN(int32_t, benefitService); COLUMN(int32_t, formula); COLUMN(int32_t, perYear); COLUMN(int32_t, minimum);
  COLUMN(int32_t, base); COLUMN(int32_t, normalMonth); COLUMN(int32_t, early); COLUMN(int32_t, earlyFactor); COLUMN(int32_t, reduced);
  COLUMN(int32_t, lifeIncome); COLUMN(int32_t, memberAge); COLUMN(int32_t, spouseYears); COLUMN(int32_t, factor50); COLUMN(int32_t, amount50);
  COLUMN(int32_t, factor100); COLUMN(int32_t, amount100); COLUMN(int32_t, factor120); COLUMN(int32_t, amount120); COLUMN(int32_t, factor180);
  COLUMN(int32_t, amount180); COLUMN(int32_t, survivor50); COLUMN(int32_t, temporaryMultiplier); COLUMN(int32_t, temporary);
  int32_t A[64], B[64], S[1024];
  char line[16];
  while (fgets(line, sizeof line, stdin)) {
    double t0 = now(), c0 = cpu();
    for (int m = 0; m < N; m++) {
      int k = 0, months = 0, days = 0, lf = left[m];
      for (int i = po[m]; i < po[m + 1]; i++) if (pk[i] == EMPLOYED) {
        int a = pf[i], b = pt[i] < lf ? pt[i] : lf;
        if (a > b) continue;
        int j = k++;
        for (; j > 0 && A[j - 1] > a; j--) { A[j] = A[j - 1]; B[j] = B[j - 1]; }
        A[j] = a; B[j] = b;
      }
      if (k) {
        int a = A[0], b = B[0];
        for (int i = 1; i < k; i++) {
          if (A[i] <= next_day(b)) { if (B[i] > b) b = B[i]; } else { span(a, b, &months, &days); a = A[i]; b = B[i]; }
        }
        span(a, b, &months, &days);
      }
      employment[m] = months; employmentDays[m] = days;
      int earnedMonths = months + days / 30 + (days % 30 >= 27); earned[m] = earnedMonths;
      int cs = earnedMonths + bought[m]; credited[m] = cs;
      int isVested = cs >= 60; vested[m] = isVested;
      int st = start[m], bd = birth[m], ag = months_from(bd, st), al = months_from(bd, lf);
      age[m] = ag; normalAge[m] = 744; ageLeaving[m] = al; together[m] = al + cs;
      int dir = day_number(st) - day_number(lf) <= 60; direct[m] = dir;
      int r80 = al >= 576 && al + cs >= 960 && dir; rule80[m] = r80;
      earlyAge[m] = 684;
      int dr = !isVested ? NONE : ag >= 744 ? NORMAL : r80 ? RULE80 : ag >= 684 ? EARLY : NONE; door[m] = dr;
      int n = 0;
      for (int i = yo[m]; i < yo[m + 1]; i++) {
        int month = ym[i], last = last_of_month(month), full = 0;
        for (int j = po[m]; j < po[m + 1]; j++) {
          int to = pt[j] < lf ? pt[j] : lf;
          if (pf[j] <= month && to >= last) { full = 1; break; }
        }
        S[n] = yc[i]; n += full;
      }
      int32_t w = 0, bs; int len = n < 36 ? n : 36;
      for (int i = 0; i < len; i++) w += S[i];
      bs = w;
      for (int i = 36; i < n; i++) { w += S[i] - S[i - 36]; if (w > bs) bs = w; }
      if (len == 0) return 4;
      best[m] = bs; entries[m] = len;
      int mult = lf >= 768192 ? 17 : 16; multiplier[m] = mult;
      int ss = sick[m] / 16800; sickService[m] = ss;
      int sv = cs + ss; benefitService[m] = sv;
      int64_t fa = half_up((int64_t)bs * mult * sv, (int64_t)len * 12000); formula[m] = fa;
      perYear[m] = 1500;
      int mn = sv / 12 * 1500; minimum[m] = mn;
      int64_t bb = dr == NONE ? 0 : fa > mn ? fa : mn; base[m] = bb;
      int c = completing(bd, 744), nm = (c + 31) & ~31; normalMonth[m] = nm;
      int me = dr == EARLY ? months_from(st, nm) : 0; if (me < 0 || me > 60) return 4; early[m] = me;
      int ef = 200 - me; earlyFactor[m] = ef;
      int64_t rb = half_up(bb * ef, 200); reduced[m] = rb; lifeIncome[m] = rb;
      int ma = floor12(ag); memberAge[m] = ma;
      int sb = spouse[m], sy = sb >= bd ? floor12(months_from(bd, sb)) : -floor12(months_from(sb, bd)); spouseYears[m] = sy;
      int key = ma < 15 ? 0 : ma > 62 ? 47 : ma - 15;
      int f50 = start50[key] - 3 * sy; if (f50 > 950) f50 = 950; factor50[m] = f50;
      int64_t a50 = half_up(rb * f50, 1000); amount50[m] = a50;
      int f100 = start100[key] - 5 * sy; if (f100 > 900) f100 = 900; factor100[m] = f100;
      amount100[m] = half_up(rb * f100, 1000);
      factor120[m] = 1; amount120[m] = half_up(rb * 19, 20); factor180[m] = 1; amount180[m] = half_up(rb * 9, 10);
      survivor50[m] = half_up(a50, 2); temporaryMultiplier[m] = 1;
      temporary[m] = dr == RULE80 ? half_up((int64_t)bs * sv, (int64_t)len * 1500) : 0;
    }
    double seconds = now() - t0, busy = cpu() - c0;
    int64_t ck = 0;
#define SUM(column) for (int m = 0; m < N; m++) ck = (((ck * 31 + column[m]) % 1000000007) + 1000000007) % 1000000007;
    SUM(employment) SUM(employmentDays) SUM(earned) SUM(credited) SUM(vested) SUM(age) SUM(normalAge) SUM(ageLeaving) SUM(together) SUM(direct)
    SUM(rule80) SUM(earlyAge) SUM(door) SUM(best) SUM(entries) SUM(multiplier) SUM(sickService) SUM(benefitService) SUM(formula) SUM(perYear)
    SUM(minimum) SUM(base) SUM(normalMonth) SUM(early) SUM(earlyFactor) SUM(reduced) SUM(lifeIncome) SUM(memberAge) SUM(spouseYears)
    SUM(factor50) SUM(amount50) SUM(factor100) SUM(amount100) SUM(factor120) SUM(amount120) SUM(factor180) SUM(amount180) SUM(survivor50)
    SUM(temporaryMultiplier) SUM(temporary)
    printf("%.9f %.9f %lld\n", seconds, busy, (long long)ck);
    fflush(stdout);
  }
  return 0;
}
