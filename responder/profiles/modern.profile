# What a mail server may be today: AEAD and forward secrecy only.
name          modern
title         TLS 1.2 and 1.3, AEAD with ECDHE only, post-quantum hybrid
versions      TLSv1.2 TLSv1.3
order         chacha
suites        1302 1303 1301
suites        C02C C030 CCA9 CCA8 C02B C02F
groups        X25519MLKEM768 x25519 secp256r1
certificate   ecdsa256 rsa2048
secure-renegotiation yes
extended-master-secret yes
fallback-scsv yes
