/** Days without a sign-in after which a member sets a new password (Handbook, page 8). */
export const DORMANT_DAYS = 365;

/** Passwords set before this day are set anew (Handbook, page 8). */
export const OLDEST_PASSWORD = "2014-12-17";
