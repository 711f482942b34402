# A message without an end, a byte a second.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
after-hello   records
trickle-answer 1000
clock         200
