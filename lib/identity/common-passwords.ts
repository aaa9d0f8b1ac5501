/** Passwords of ten characters and more that guessing programs try first, lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  0123456789 1234567890 12345678910 123456789a 123456789q 1234567891 1231231231 1234512345 123123123123 1212121212
  1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 9876543210 987654321a 0987654321 1122334455 1223334444 5201314520
  a123456789 a1234567890 aa123456789 ab123456789 abc123456789 abcd123456 abcd1234567 abcde12345 abcdef1234 abcdefghij
  abcdefghijk abc1234567 aaa123456789 admin12345 admin123456 administrator administrator1 adminadmin q123456789
  azertyuiop basketball basketball1 birmingham butterfly1 california changeme12 changeme123 changeme1234 chocolate1
  christopher computer123 computer12 confidential correcthorse correcthorsebatterystaple dragon1234 dragon12345
  everything experience facebook12 facebook123 football12 football123 football1234 forgotpassword fuckyou123 google1234
  hello12345 hello123456 helloworld helloworld1 iloveyou12 iloveyou123 iloveyou1234 iloveyousomuch internet123 jennifer123
  letmein123 letmein1234 letmein12345 liverpool1 liverpoolfc manchester manchester1 master1234 michael123 michaeljordan
  monkey1234 monkey12345 motdepasse mypassword mypassword1 nopassword nothing123 p@ssw0rd12 p@ssw0rd123 p@ssw0rd1234
  p@ssword12 p@ssword123 pa$$w0rd12 pa$$word12 pass123456 pass1234567 passpasspass passphrase passw0rd12 passw0rd123
  passw0rd1234 password00 password01 password10 password11 password12 password12! password123 password123!
  password1234 password12345 password123456 password1! password99 passwordpassword password2020 password2021
  password2022 password2023 password2024 password2025 password2026 princess12 princess123 q1w2e3r4t5 q1w2e3r4t5y6
  qazwsxedcrfv qazwsx1234 qwaszx1234 qwe1234567 qwer123456 qwer1234567 qwert12345 qwert123456 qwerty1234 qwerty12345
  qwerty123456 qwertyqwerty qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] asdfghjkl1 asdfghjkl123 asdfghjkl; asdfasdfasdf
  zxcvbnm123 zxcvbnm1234 zxcvbnm,./ rootroot12 secret1234 secret12345 shadow1234 spiderman1 starwars12 starwars123
  summer2020 summer2021 summer2022 summer2023 summer2024 summer2025 summer2026 winter2023 winter2024 winter2025 sunshine12 sunshine123
  superman12 superman123 test123456 test1234567 testtest12 testtesttest trustno1234 university unbelievable welcome123
  welcome1234 welcome12345 welcome2023 welcome2024 welcome2025 welcome2026 whatever12 whatever123 woaini1314 woaini1314520 woaini520
  woaini521314 wang123456 zhang123456 zxc123456789 asd123456789 qq123456789 qwe123456789 cardhour12 cardhour123 cardhour1234 1314520520
  a1b2c3d4e5 a1b2c3d4e5f6 147258369a 1472583690 147258369147 7894561230 789456123a 0147258369 159753456852 3141592653 31415926535
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
