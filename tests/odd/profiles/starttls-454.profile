# 454 to every STARTTLS.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
refuse-starttls 1
clock         50
