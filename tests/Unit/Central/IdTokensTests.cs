using ChargerFirmware.Central;
using ChargerFirmware.Central.Records;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.Central;

public sealed class IdTokensTests
{
    private readonly CsmsBench _bench = new();

    private IdTokens Tokens => _bench.Csms.Tokens;

    [Fact]
    public void Tags_are_accepted_by_default()
    {
        Set("bad", TokenStatus.Blocked);

        Assert.Equal(TokenStatus.Accepted, Tokens.ForAuthorize(CsmsBench.Identity, "good").Status);
        Assert.Equal(TokenStatus.Blocked, Tokens.ForAuthorize(CsmsBench.Identity, "BAD").Status);
        _bench.Loop.Run(() => Tokens.SetOthersAsync(TokenStatus.Invalid));
        Assert.Equal(TokenStatus.Invalid, Tokens.ForStart(CsmsBench.Identity, "good").Status);
        Assert.True(_bench.Loop.Run(() => Tokens.RemoveAsync("Bad")));
        Assert.Equal(TokenStatus.Invalid, Tokens.ForStart(CsmsBench.Identity, "bad").Status);
    }

    [Fact]
    public void What_is_set_outlasts_a_restart()
    {
        Set("bad", TokenStatus.Blocked);
        _bench.Loop.Run(() => Tokens.SetOthersAsync(TokenStatus.Invalid));

        var restarted = new Csms(_bench.Loop, RandomSource.Seeded(2), [_bench.Binding], store: _bench.Store);
        _bench.Loop.Run(restarted.RestoreAsync);

        Assert.Equal(TokenStatus.Blocked, restarted.Tokens.ForStart(CsmsBench.Identity, "bad").Status);
        Assert.Equal(TokenStatus.Invalid, restarted.Tokens.ForStart(CsmsBench.Identity, "other").Status);
        Assert.Equal("bad", Assert.Single(restarted.Tokens.All).IdToken);
    }

    [Fact]
    public void A_parent_and_an_expiry_date_are_sent()
    {
        var expiry = _bench.Loop.Time.GetUtcNow().AddHours(1);
        Set("t", TokenStatus.Accepted, "GROUP", expiry);

        Assert.Equal(new TokenRecord("t", TokenStatus.Accepted, "GROUP", expiry), Tokens.ForStart(CsmsBench.Identity, "T"));
    }

    [Fact]
    public void A_tag_expires()
    {
        Set("t", TokenStatus.Accepted, expiryDate: _bench.Loop.Time.GetUtcNow().AddHours(1));
        _bench.Loop.RunFor(TimeSpan.FromHours(1));

        Assert.Equal(TokenStatus.Expired, Tokens.ForAuthorize(CsmsBench.Identity, "t").Status);
    }

    [Fact]
    public void ConcurrentTx_is_for_StartTransaction_only()
    {
        Set("t", TokenStatus.ConcurrentTx, "GROUP");

        Assert.Equal(TokenStatus.Accepted, Tokens.ForAuthorize(CsmsBench.Identity, "t").Status);
        Assert.Equal(TokenStatus.ConcurrentTx, Tokens.ForStart(CsmsBench.Identity, "t").Status);
    }

    private void Set(string idToken, TokenStatus status, string? group = null, DateTimeOffset? expiryDate = null) =>
        _bench.Loop.Run(() => Tokens.SetAsync(idToken, status, group, expiryDate));
}
