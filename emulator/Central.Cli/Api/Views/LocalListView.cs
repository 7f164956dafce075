using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>The local list of a station, as the updates that it accepted have made it.</summary>
/// <param name="Version">0 where none was sent.</param>
internal sealed record LocalListView(int Version, IReadOnlyList<TokenView> IdTokens)
{
    public static LocalListView Of(LocalListRecord? record) =>
        record is null ? new LocalListView(0, []) : new LocalListView(record.Version, [.. record.Tokens.Select(TokenView.Of)]);
}
