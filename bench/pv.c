/* The yardstick of presentValue.ts, life by life and month by month, in doubles. */
// pv.c: seriatim life annuity-due PV, 50/50 blended mortality, N lives, monthly and annual. gcc -O2 pv.c -lm -o pv; ./pv N REPS
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include <time.h>
static double now(){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+t.tv_nsec*1e-9;}
static int cmp(const void*a,const void*b){double x=*(double*)a,y=*(double*)b;return x<y?-1:x>y;}
int main(int c,char**v){int N=c>1?atoi(v[1]):100000,R=c>2?atoi(v[2]):5;
 static double q[121],qm[121];double am=0.00005,bm=0.00002,cm=1.10,af=0.00004,bf=0.000013,cf=1.103;
 for(int x=0;x<=120;x++){double m=am+bm*pow(cm,x),f=af+bf*pow(cf,x);q[x]=x>=120?1:fmin(1,0.5*(1-exp(-m))+0.5*(1-exp(-f)));qm[x]=x>=120?1:1-pow(1-q[x],1/12.0);}
 double*ben=malloc(N*8);int*age=malloc(N*4),*mo=malloc(N*4);for(int i=0;i<N;i++){age[i]=20+(i*7919)%70;mo[i]=(i*31)%12;ben[i]=500+i%4000;}
 double i=0.0695,col=0.02;double vm=pow(1+i,-1/12.0),va=1/(1+i);double tm[64],ta[64],sm=0,sa=0;
 for(int r=0;r<R;r++){sm=sa=0;double t0=now();
  for(int k=0;k<N;k++){double p=1,d=1,b=ben[k],s=0;int x=age[k],m=mo[k];
   for(int t=0;t<1200;t++){s+=b*p*d;p*=1-qm[x];d*=vm;if(++m==12){m=0;if(x<120)x++;b*=1+col;}}sm+=s;}
  tm[r]=now()-t0;t0=now();
  for(int k=0;k<N;k++){double p=1,d=1,b=ben[k]*12,s=0;int x=age[k];for(int t=0;t<100;t++){s+=b*p*d;p*=1-q[x];d*=va;if(x<120)x++;b*=1+col;}sa+=s;}
  ta[r]=now()-t0;}
 qsort(tm,R,8,cmp);qsort(ta,R,8,cmp);
 printf("{\"mode\":\"C -O2 pv\",\"n\":%d,\"monthly_s\":%.4f,\"m_min\":%.4f,\"m_max\":%.4f,\"annual_s\":%.4f,\"steps_per_s_m\":%.0f,\"lives_per_s_m\":%.0f,\"lives_per_s_a\":%.0f,\"sm\":%.4f,\"sa\":%.4f}\n",N,tm[R/2],tm[0],tm[R-1],ta[R/2],N*1200.0/tm[R/2],N/tm[R/2],N/ta[R/2],sm,sa);}
