# Slower than our patience.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
greeting-delay 40
clock         100
