using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Authorization;

public sealed class AuthorizerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_no_message_can_carry_is_invalid_without_asking(bool isOnline)
    {
        using var loop = new VirtualLoop(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var settings = new StationSettings { AllowOfflineTxForUnknownId = true };
        var clock = new StationClock(loop.Time);
        var store = new MemoryStore();
        var authority = new ShortAuthority { IsOnline = isOnline };
        var authorizer = new Authorizer(
            settings, authority, new LocalList(store, settings, clock, NullLogger.Instance), new AuthorizationCache(store, clock, NullLogger.Instance));

        Assert.Equal(AuthorizationStatus.Invalid, (await authorizer.AuthorizeAsync(new IdToken("12345"))).Status);
        Assert.Empty(authority.Asked);

        Assert.Equal(AuthorizationStatus.Accepted, (await authorizer.AuthorizeAsync(new IdToken("1234"))).Status);
        Assert.Equal(isOnline ? 1 : 0, authority.Asked.Count);
    }

    /// <summary>Its messages have room for four characters.</summary>
    private sealed class ShortAuthority : ITokenAuthority
    {
        public bool IsOnline { get; init; }

        public List<IdToken> Asked { get; } = [];

        public bool Takes(IdToken idToken) => idToken.Value.Length <= 4;

        public Task<AuthorityAnswer> AuthorizeAsync(IdToken idToken)
        {
            Asked.Add(idToken);
            return Task.FromResult<AuthorityAnswer>(new AuthorityAnswer.Decided(new TagInfo(AuthorizationStatus.Accepted)));
        }
    }
}
