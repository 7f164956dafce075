using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Ocpp16.Mapping;

namespace ChargerFirmware.Tests.Unit.StationOcpp16.Mapping;

public sealed class IdTagsTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("1", true)]
    [InlineData("12345678901234567890", true)]
    [InlineData("123456789012345678901", false)]
    public void A_token_of_more_than_twenty_characters_cannot_be_sent(string value, bool takes) =>
        Assert.Equal(takes, IdTags.Takes(new IdToken(value, IdTokenKind.Iso14443)));

    [Fact]
    public void What_is_read_is_of_no_kind_and_written_as_it_was() =>
        Assert.Equal((IdTokenKind.Unknown, "a Tag"), (IdTags.Read("a Tag").Kind, IdTags.Write(IdTags.Read("a Tag"))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_group_is_none(string? parentIdTag) => Assert.Null(IdTags.ReadGroup(parentIdTag));
}
