# Likes a post-quantum group best; who is not asked for groups must not be told
# that senders without it fail.
name          hybrid-first
versions      TLSv1.2 TLSv1.3
suites        1302 1301 C030 C02F
groups        X25519MLKEM768 x25519 secp256r1
certificate   rsa2048
