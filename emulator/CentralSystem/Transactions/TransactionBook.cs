using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.CentralSystem.Transactions;

/// <summary>All transactions that stations have told. Ids ascend from 1. Used on the loop.</summary>
public sealed class TransactionBook
{
    private readonly List<TransactionRecord> _all = [];
    private readonly Dictionary<string, List<TransactionRecord>> _byStation = new(StringComparer.Ordinal);

    internal TransactionBook()
    {
    }

    /// <summary>In order of their ids.</summary>
    public IReadOnlyList<TransactionRecord> All => _all;

    public TransactionRecord? Find(int transactionId) =>
        transactionId > 0 && transactionId <= _all.Count ? _all[transactionId - 1] : null;

    /// <summary>Of one station, or of one of its connectors.</summary>
    public IEnumerable<TransactionRecord> Of(string station, int? connectorId = null) =>
        _byStation.GetValueOrDefault(station, []).Where(record => connectorId is null || record.ConnectorId == connectorId);

    /// <summary>The transaction that runs on a connector, as far as the station has told; the latest, should there be several.</summary>
    public TransactionRecord? Running(string station, int connectorId) =>
        Of(station, connectorId).LastOrDefault(record => record.IsRunning);

    /// <summary>
    /// Energy told: the sum of meterStop - meterStart of all transactions that have stopped, in Wh. Null for all stations or connectors.
    /// </summary>
    public long ToldEnergyWh(string? station = null, int? connectorId = null) => (station is null ? _all : Of(station))
        .Where(record => connectorId is null || record.ConnectorId == connectorId)
        .Sum(record => record.EnergyWh ?? 0);

    /// <summary>The transaction that this very StartTransaction has started already.</summary>
    internal TransactionRecord? Find(string station, StartTransactionRequest start) =>
        Of(station, start.ConnectorId).LastOrDefault(record => record.IsStartedBy(start));

    internal TransactionRecord Start(string station, StartTransactionRequest start)
    {
        var record = new TransactionRecord(_all.Count + 1, station, start);
        _all.Add(record);
        if (!_byStation.TryGetValue(station, out var records))
        {
            _byStation[station] = records = [];
        }

        records.Add(record);
        return record;
    }
}
