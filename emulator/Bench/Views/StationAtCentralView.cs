using System.Globalization;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Judging;

namespace ChargerFirmware.Bench.Views;

/// <summary>A station as the central system on the bench knows it: the one on the bench, or a stranger that dialled in.</summary>
/// <param name="ConnectedSince">Null while it is not connected.</param>
/// <param name="Registration">Accepted, Pending, Rejected or Unregistered.</param>
/// <param name="Transactions">The latest of them.</param>
/// <param name="Violations">Rules of the standard that it has broken so far.</param>
public sealed record StationAtCentralView(
    string StationId,
    bool Connected,
    DateTimeOffset? ConnectedSince,
    DateTimeOffset? LastHeard,
    string Registration,
    string? Vendor,
    string? Model,
    string? FirmwareVersion,
    IReadOnlyList<ConnectorAtCentralView> Connectors,
    IReadOnlyList<TransactionAtCentralView> Transactions,
    int Violations,
    string? LastViolation)
{
    private const int MaxTransactions = 10;

    /// <summary>All that it knows. On the loop of the station.</summary>
    /// <exception cref="BenchException">The central system is somebody else's.</exception>
    public static Task<List<StationAtCentralView>> AllAsync(Workbench bench)
    {
        ArgumentNullException.ThrowIfNull(bench);
        return bench.CentralSystem.AskAsync((csms, _) => csms.Stations.Select(station => Of(station, bench.CentralSystem.Judge)).ToList());
    }

    /// <summary>On the loop of the central system.</summary>
    public static StationAtCentralView Of(ConnectedStation station, Judge judge) => new(
        Plain(station.Identity),
        station.IsConnected,
        station.ConnectedSince,
        station.LastHeard,
        station.Registration?.ToString() ?? "Unregistered",
        Plain(station.Record.Vendor),
        Plain(station.Record.Model),
        Plain(station.Record.FirmwareVersion),
        [.. station.Connectors.Select(status => new ConnectorAtCentralView(status.ConnectorId, status.Status, status.ErrorCode ?? ""))],
        [
            .. station.Sessions.TakeLast(MaxTransactions).Select(record => new TransactionAtCentralView(
                record.Id, record.ConnectorId, Plain(record.IdToken), record.StartTime, record.StopTime, record.EnergyWh)),
        ],
        judge.CountOf(station),
        judge.LastOf(station) is { } violation ? $"{violation.Kind}: {Plain(violation.Description)}" : null);

    /// <summary>For people, a line and one for each connector.</summary>
    public string Describe()
    {
        var since = ConnectedSince is { } moment ? $"connected since {moment:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "not connected";
        var running = Transactions.Where(transaction => transaction.StopTime is null).Select(transaction => transaction.Id).ToList();
        var connectors = string.Concat(Connectors.Select(connector =>
            $"\n  connector {connector.ConnectorId}: {connector.Status}{(connector.ErrorCode == "NoError" ? "" : $" {connector.ErrorCode}")}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{StationId}: {since}, {Registration}, {Vendor ?? "-"} {Model ?? "-"}, {Transactions.Count} transactions") +
            (running.Count > 0 ? $", running: {string.Join(", ", running)}" : "") +
            (Violations > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Violations} violations, the last {LastViolation}") : "") + connectors;
    }

    /// <summary>What a stranger calls itself goes to terminals: without what a terminal would obey.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Plain(string? text) => text is null ? null : string.Concat(text.Take(200).Select(letter => char.IsControl(letter) ? '?' : letter));
}

/// <summary>A connector as its station last reported it; 0 is the station.</summary>
public sealed record ConnectorAtCentralView(int ConnectorId, string Status, string ErrorCode);

/// <summary>A transaction as its station has reported it.</summary>
/// <param name="StopTime">Null while it runs.</param>
/// <param name="EnergyWh">Null while it runs.</param>
public sealed record TransactionAtCentralView(long Id, int ConnectorId, string IdTag, DateTimeOffset StartTime, DateTimeOffset? StopTime, long? EnergyWh);
