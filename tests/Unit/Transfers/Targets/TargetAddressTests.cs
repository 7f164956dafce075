using System.Net;
using ChargerFirmware.Transfers.Targets;

namespace ChargerFirmware.Tests.Unit.Transfers.Targets;

public sealed class TargetAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.3.9")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("febf::1%3")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.0.1")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::127.0.0.1")]
    [InlineData("::169.254.1.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::127.0.0.1")]
    [InlineData("64:ff9b:1:7f00:0:100::")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:fffe")]
    [InlineData("2001:db8::5efe:127.0.0.1")]
    public void What_is_none_of_another_machine_on_a_network_is_named(string address) =>
        Assert.NotNull(TargetAddress.LocalityOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.20")]
    [InlineData("172.16.0.1")]
    [InlineData("93.184.216.34")]
    [InlineData("169.253.1.1")]
    [InlineData("128.0.0.1")]
    [InlineData("2001:db8::7f00:1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:192.168.1.20")]
    [InlineData("64:ff9b::192.168.1.20")]
    [InlineData("64:ff9b:1::192.168.1.20")]
    [InlineData("2002:c0a8:114::1")]
    public void A_machine_of_a_network_near_or_far_is_none_of_them(string address) =>
        Assert.Null(TargetAddress.LocalityOf(IPAddress.Parse(address)));
}
