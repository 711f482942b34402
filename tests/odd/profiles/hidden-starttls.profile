# Accepts STARTTLS without offering it.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
hides-starttls yes
