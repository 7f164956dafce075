using System.Net;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Tests.Unit.Listening;

public sealed class StartRuleTests
{
    [Theory]
    [InlineData("127.0.0.1:8081", false, false, true)]
    [InlineData("127.0.0.9:8081", false, false, true)]
    [InlineData("[::1]:8081", false, false, true)]
    [InlineData("[::ffff:127.0.0.1]:8081", false, false, true)]
    [InlineData("0.0.0.0:8081", false, false, false)]
    [InlineData("[::]:8081", false, false, false)]
    [InlineData("192.168.1.7:8081", false, false, false)]
    [InlineData("0.0.0.0:8081", true, false, true)]
    [InlineData("0.0.0.0:8081", false, true, true)]
    public void HTTP_beyond_loopback_needs_a_key(string address, bool key, bool insecure, bool may)
    {
        void Start() => StartRule.RequireHttp("--api", IPEndPoint.Parse(address), key ? new ApiKey("k") : null, insecure);

        if (may)
        {
            Start();
        }
        else
        {
            var refusal = Assert.Throws<ListeningException>(Start).Message;
            Assert.All(["--api ", "--api-key-file", "--insecure"], option => Assert.Contains(option, refusal, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("127.0.0.1:9000", false, false, false, true)]
    [InlineData("0.0.0.0:9000", false, false, false, false)]
    [InlineData("0.0.0.0:9000", true, false, false, true)]
    [InlineData("0.0.0.0:9000", false, true, false, false)]
    [InlineData("[::ffff:0.0.0.0]:9000", false, true, false, false)]
    [InlineData("192.168.1.7:9000", false, true, false, true)]
    [InlineData("192.168.1.7:9000", false, false, false, false)]
    [InlineData("0.0.0.0:9000", false, false, true, true)]
    public void An_OCPP_port_beyond_loopback_needs_passwords_or_ids_on_one_address(string address, bool passwords, bool ids, bool insecure, bool may)
    {
        void Start() => StartRule.RequireOcpp("--csms-port", IPEndPoint.Parse(address), passwords, ids, insecure);

        if (may)
        {
            Start();
        }
        else
        {
            var refusal = Assert.Throws<ListeningException>(Start).Message;
            Assert.All(["--csms-port ", "--station-passwords", "--allow-id", "--insecure"], option => Assert.Contains(option, refusal, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("8081", "127.0.0.1:8081")]
    [InlineData("0", "127.0.0.1:0")]
    [InlineData("localhost:8081", "127.0.0.1:8081")]
    [InlineData("0.0.0.0:8081", "0.0.0.0:8081")]
    [InlineData("[::1]:8081", "[::1]:8081")]
    [InlineData("65536", null)]
    [InlineData("-1", null)]
    [InlineData("host:8081", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1:8081", null)]
    [InlineData("*:8081", null)]
    [InlineData(":8081", null)]
    [InlineData("", null)]
    public void A_port_alone_is_one_of_loopback(string text, string? expected) =>
        Assert.Equal(expected, ListenAddress.TryRead(text)?.ToString());

    [Theory]
    [InlineData("0.0.0.0:8080", "127.0.0.1:8080", true)]
    [InlineData("http://*:8080", "127.0.0.1:8080", true)]
    [InlineData("http://+:8080/", "127.0.0.1:8080", true)]
    [InlineData("http://[::]:8080", "127.0.0.1:8080", true)]
    [InlineData("http://localhost:5000", "127.0.0.1:5000", false)]
    [InlineData("192.168.1.7:8080", "192.168.1.7:8080", false)]
    [InlineData("nonsense", null, false)]
    public void Everywhere_becomes_loopback_when_it_was_written_for_another_program(string text, string? expected, bool wasEverywhere)
    {
        Assert.Equal(expected, ListenAddress.TryReadImported(text, out var warned)?.ToString());
        Assert.Equal(wasEverywhere, warned);
    }

    [Fact]
    public void An_environment_that_names_every_interface_is_warned_of()
    {
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://localhost:5000;http://+:5001", ["URLS"] = "http://localhost:5000" };

        var warning = Assert.Single(ImportedAddresses.Warnings(name => environment.GetValueOrDefault(name), "--api", "127.0.0.1:8081"));

        Assert.Equal("ASPNETCORE_URLS says http://+:5001, which is not followed: the HTTP interface listens on 127.0.0.1:8081; use --api for another address", warning);
    }
}
