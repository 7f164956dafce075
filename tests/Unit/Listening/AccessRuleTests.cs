using System.Net;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Tests.Unit.Listening;

/// <summary>Whose requests pass: one row a case, as a client would send it.</summary>
public sealed class AccessRuleTests
{
    private static readonly IPEndPoint s_loopback = new(IPAddress.Loopback, 8081);

    [Theory]
    [InlineData("127.0.0.1:8081")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:8081")]
    [InlineData("LocalHost.:8081")]
    [InlineData("127.1:8081")]
    [InlineData("127.8.8.8")]
    [InlineData("[::1]:8081")]
    [InlineData("[::ffff:127.0.0.1]:8081")]
    [InlineData("localhost:9999")]
    public void A_program_on_this_machine_is_asked_nothing(string host) =>
        Assert.Null(AccessRule.Usual.Judge(Post() with { Host = host }));

    [Theory]
    [InlineData(null, 400)]
    [InlineData("", 400)]
    [InlineData("evil.example", 403)]
    [InlineData("evil.example:8081", 403)]
    [InlineData("localhost.evil.example", 403)]
    [InlineData("127.0.0.1.evil.example", 403)]
    [InlineData("127.0.0.1.", 403)]
    [InlineData("evil.localhost", 403)]
    [InlineData("0.0.0.0:8081", 403)]
    [InlineData("[::]:8081", 403)]
    [InlineData("192.168.1.7:8081", 403)]
    [InlineData("localhost:port", 403)]
    [InlineData("localhost@evil.example", 403)]
    [InlineData("localhost,evil.example", 403)]
    [InlineData("127.0.0.1,127.0.0.1", 403)]
    public void A_name_that_is_not_this_machines_is_refused(string? host, int status) =>
        Assert.Equal(status, AccessRule.Usual.Judge(Get() with { Host = host })?.Status);

    [Theory]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://localhost:8081")]
    [InlineData("HTTP://LOCALHOST:8081")]
    [InlineData("http://[::1]:8081")]
    public void A_page_of_the_same_port_may_use_it(string origin) =>
        Assert.Null(AccessRule.Usual.Judge(Post() with { Origin = origin, FetchSite = "same-origin" }));

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://evil.example:8081")]
    [InlineData("https://127.0.0.1.evil.example:8081")]
    [InlineData("http://localhost:3000")]
    [InlineData("http://localhost")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("chrome-extension://abcdef")]
    [InlineData("http://localhost:8081, http://evil.example")]
    public void A_page_from_elsewhere_may_neither_act_nor_read(string origin)
    {
        Assert.Equal(403, AccessRule.Usual.Judge(Post() with { Origin = origin })?.Status);
        Assert.Equal(403, AccessRule.Usual.Judge(Get() with { Origin = origin })?.Status);
    }

    [Theory]
    [InlineData("POST", "cross-site", null, false)]
    [InlineData("POST", "same-site", null, false)]
    [InlineData("POST", "cross-site", "navigate", false)]
    [InlineData("POST", "none", null, true)]
    [InlineData("POST", "same-origin", null, true)]
    [InlineData("GET", "cross-site", "no-cors", false)]
    [InlineData("GET", "cross-site", "websocket", false)]
    [InlineData("GET", "cross-site", "navigate", true)]
    [InlineData("GET", "sideways", null, false)]
    public void Fetch_metadata_decide_where_no_origin_is_sent(string method, string site, string? mode, bool passes) =>
        Assert.Equal(passes, AccessRule.Usual.Judge(Get() with { Method = method, FetchSite = site, FetchMode = mode }) is null);

    [Theory]
    [InlineData("POST", "http://evil.example/form.html", false)]
    [InlineData("POST", "nonsense", false)]
    [InlineData("POST", "http://127.0.0.1:8081/page", true)]
    [InlineData("GET", "http://evil.example/", true)]
    public void The_page_of_an_old_browser_is_known_by_its_address(string method, string referer, bool passes) =>
        Assert.Equal(passes, AccessRule.Usual.Judge(Get() with { Method = method, Referer = referer }) is null);

    [Fact]
    public void Hosts_and_pages_pass_that_are_named()
    {
        var rule = new AccessRule
        {
            Hosts = [HostName.TryRead("emulator")!],
            Origins = [Origin.TryRead("http://localhost:3000")!, Origin.TryRead("file://")!],
        };

        Assert.Null(rule.Judge(Post() with { Host = "Emulator:8081" }));
        Assert.Null(rule.Judge(Post() with { Host = "emulator:80", Origin = "http://emulator" }));
        Assert.Null(rule.Judge(Post() with { Origin = "http://localhost:3000", FetchSite = "same-site" }));
        Assert.Null(rule.Judge(Post() with { Origin = "file://" }));
        Assert.NotNull(rule.Judge(Post() with { Origin = "http://localhost:3001" }));
        Assert.NotNull(rule.Judge(Post() with { Host = "emulator.evil.example" }));
        Assert.True(rule.IsAllowedPage(Get() with { Origin = "http://LOCALHOST:3000" }));
        Assert.False(rule.IsAllowedPage(Get() with { Origin = "http://localhost:8081" }));
    }

    [Fact]
    public void The_address_at_which_a_connection_has_arrived_is_a_name_of_this_machine()
    {
        var arrived = new IPEndPoint(IPAddress.Parse("192.168.1.7").MapToIPv6(), 8081);

        Assert.Null(AccessRule.Usual.Judge(Get() with { Host = "192.168.1.7:8081", Local = arrived }));
        Assert.Equal(403, AccessRule.Usual.Judge(Get() with { Host = "192.168.1.8:8081", Local = arrived })?.Status);
    }

    [Theory]
    [InlineData("Bearer s3cret", null, true)]
    [InlineData("bearer s3cret", null, true)]
    [InlineData(null, "s3cret", true)]
    [InlineData("Bearer wrong", "s3cret", true)]
    [InlineData(null, null, false)]
    [InlineData("Bearer s3cre", null, false)]
    [InlineData("Bearer s3cret0", null, false)]
    [InlineData("Basic s3cret", null, false)]
    [InlineData("s3cret", null, false)]
    [InlineData(null, "s3cret,s3cret", false)]
    [InlineData(null, "", false)]
    public void A_key_is_asked_of_everybody(string? authorization, string? header, bool passes)
    {
        var rule = new AccessRule { Key = new ApiKey("s3cret") };

        var refusal = rule.Judge(Get() with { Authorization = authorization, ApiKeyHeader = header });

        Assert.Equal(passes ? null : 401, refusal?.Status);
        Assert.DoesNotContain("s3cret", $"{rule.Key} {refusal?.Detail}", StringComparison.Ordinal);
        Assert.Null(rule.WithoutKey().Judge(Get()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("schlüssel")]
    public void A_key_that_no_header_carries_is_none(string key) => Assert.Throws<ListeningException>(() => new ApiKey(key));

    private static RequestHead Get() => new() { Method = "GET", Local = s_loopback, Host = "127.0.0.1:8081" };

    private static RequestHead Post() => Get() with { Method = "POST" };
}
