using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Tests.Unit.Ocpp;

public sealed class SpecTimeTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z")]
    [InlineData("2026-01-31T12:00:00", "2026-01-31T12:00:00.000Z")]
    [InlineData("2026-01-31T12:00:00.5", "2026-01-31T12:00:00.500Z")]
    [InlineData("2026-01-31T12:00:00.1234567Z", "2026-01-31T12:00:00.123Z")]
    [InlineData("2026-01-31T12:00:00.999999999Z", "2026-01-31T12:00:00.999Z")]
    [InlineData("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00.000Z")]
    [InlineData("2026-01-31T12:00:00+0200", "2026-01-31T10:00:00.000Z")]
    [InlineData("2026-01-31T12:00:00+02", "2026-01-31T10:00:00.000Z")]
    [InlineData("2026-01-31T12:00:00.25-05:30", "2026-01-31T17:30:00.250Z")]
    [InlineData("2024-02-29T23:59:59.999-00:30", "2024-03-01T00:29:59.999Z")]
    public void What_other_systems_write_is_read(string text, string expected)
    {
        Assert.True(SpecTime.TryParse(text, out var moment));
        Assert.Equal(expected, SpecTime.Format(moment));
        Assert.Equal(TimeSpan.Zero, moment.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:00")]
    [InlineData("2026-02-30T12:00:00Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31 12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.Z")]
    [InlineData("2026-01-31T12:00:00.1234567890Z")]
    [InlineData("2026-01-31T12:00:00+2")]
    [InlineData("2026-01-31T12:00:00+02:")]
    [InlineData("2026-01-31T12:00:00+02:60")]
    [InlineData("2026-01-31T12:00:00+15:00")]
    [InlineData("2026-01-31T12:00:00ZZ")]
    [InlineData("2026-01-31T12:00:00 Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("31.01.2026 12:00:00")]
    public void What_is_no_moment_is_refused(string text) => Assert.False(SpecTime.TryParse(text, out _));
}
