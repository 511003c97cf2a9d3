/** Every file that declares pages, one line each; a face's menu follows this order. */
import "./signin/sign-in.tsx";
import "./signin/account.tsx";
import "./public/home.tsx";
import "./office/accounts.tsx";
