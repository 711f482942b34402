# Waits longer than many clients do.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
greeting-delay 12
clock         50
