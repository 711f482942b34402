# Never answers any hello.
name          silence
versions      TLSv1.2
suites        C02F
groups        x25519
certificate   rsa2048
refuse        length 0 65535 silence
clock         100
