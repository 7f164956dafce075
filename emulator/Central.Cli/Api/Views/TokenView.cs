using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>What is set for an id token.</summary>
/// <param name="Group">The parent: its tokens may stop each other's sessions.</param>
/// <param name="ExpiryDate">From then on an accepted token is expired; null for never.</param>
internal sealed record TokenView(string IdToken, TokenStatus Status, string? Group, DateTimeOffset? ExpiryDate)
{
    public static TokenView Of(TokenRecord record) => new(record.IdToken, record.Status, record.Group, record.ExpiryDate);
}
