# Replies with escape sequences, NUL and invalid UTF-8.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
noise         escapes nul utf8
