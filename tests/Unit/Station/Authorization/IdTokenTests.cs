using ChargerFirmware.Station.Authorization;

namespace ChargerFirmware.Tests.Unit.Station.Authorization;

public sealed class IdTokenTests
{
    [Theory]
    [InlineData("04A1B2C3", IdTokenKind.Iso14443, "04a1b2c3", IdTokenKind.Iso14443, true)]
    [InlineData("04A1B2C3", IdTokenKind.Iso14443, "04A1B2C3", IdTokenKind.Unknown, true)]
    [InlineData("04A1B2C3", IdTokenKind.Unknown, "04A1B2C3", IdTokenKind.KeyCode, true)]
    [InlineData("04A1B2C3", IdTokenKind.Iso14443, "04A1B2C3", IdTokenKind.KeyCode, false)]
    [InlineData("04A1B2C3", IdTokenKind.Iso14443, "04A1B2C4", IdTokenKind.Iso14443, false)]
    public void Tokens_are_the_same_by_value_and_by_kind_where_both_are_known(string one, IdTokenKind kind, string other, IdTokenKind otherKind, bool same)
    {
        Assert.Equal(same, new IdToken(one, kind).IsSameAs(new IdToken(other, otherKind)));
        Assert.Equal(same, new IdToken(other, otherKind).IsSameAs(new IdToken(one, kind)));
    }

    [Fact]
    public void A_token_is_not_the_same_as_none() => Assert.False(new IdToken("").IsSameAs(null));
}
