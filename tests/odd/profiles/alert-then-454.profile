# Refuses with an alert and then says so in clear.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
refusal-text  454 4.3.0 TLS not available
