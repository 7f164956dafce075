using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Transactions;

/// <summary>
/// The transactions that stations have reported. Ids ascend from 1. Of very many the oldest are forgotten, ended ones first; what they reported of
/// energy is not. Used on the loop.
/// </summary>
public sealed class TransactionBook
{
    private const int UnknownConnector = -1;

    private readonly int _maxTransactions;
    private readonly int _maxConnectors;
    private readonly SortedDictionary<int, TransactionRecord> _all = [];
    private readonly Dictionary<string, List<TransactionRecord>> _byStation = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Station, int ConnectorId), decimal> _forgottenWh = [];
    private long _roomBytes;
    private int _lastId;

    internal TransactionBook(CsmsOptions options)
    {
        _maxTransactions = options.MaxTransactions;
        _maxConnectors = options.MaxConnectorsPerStation;
        _roomBytes = options.MaxMeterValueBytes;
    }

    /// <summary>In order of their ids.</summary>
    public IReadOnlyCollection<TransactionRecord> All => _all.Values;

    public TransactionRecord? Find(long transactionId) => transactionId is > 0 and <= int.MaxValue ? _all.GetValueOrDefault((int)transactionId) : null;

    /// <summary>Of one station, or of one of its connectors.</summary>
    public IEnumerable<TransactionRecord> Of(string station, int? connectorId = null) =>
        _byStation.GetValueOrDefault(station, []).Where(record => connectorId is null || record.ConnectorId == connectorId);

    /// <summary>The transaction that runs on a connector, as far as the station has reported; the latest, should there be several.</summary>
    public TransactionRecord? Running(string station, int connectorId) =>
        Of(station, connectorId).LastOrDefault(record => record.IsRunning);

    /// <summary>
    /// Energy reported: the sum of meterStop - meterStart of all transactions that have stopped, in Wh. Null for all stations or connectors.
    /// </summary>
    public long ReportedEnergyWh(string? station = null, int? connectorId = null)
    {
        var kept = (station is null ? _all.Values : Of(station))
            .Where(record => connectorId is null || record.ConnectorId == connectorId)
            .Sum(record => (decimal)(record.EnergyWh ?? 0));
        var forgotten = _forgottenWh
            .Where(entry => (station is null || entry.Key.Station == station) && (connectorId is null || entry.Key.ConnectorId == connectorId))
            .Sum(entry => entry.Value);
        return (long)decimal.Clamp(kept + forgotten, long.MinValue, long.MaxValue);
    }

    /// <summary>The transaction that this very StartTransaction has started already.</summary>
    internal TransactionRecord? Find(string station, StartTransactionRequest start) =>
        Of(station, start.ConnectorId).LastOrDefault(record => record.IsStartedBy(start));

    internal TransactionRecord Start(string station, StartTransactionRequest start)
    {
        if (_all.Count >= _maxTransactions)
        {
            // Of whoever has the most: who floods this book does so at his own cost.
            var most = _byStation.Values.MaxBy(records => records.Count)!;
            Forget(most.Find(known => !known.IsRunning) ?? most[0]);
        }

        var record = new TransactionRecord(++_lastId, station, start);
        _all.Add(record.Id, record);
        if (!_byStation.TryGetValue(station, out var records))
        {
            _byStation[station] = records = [];
        }

        records.Add(record);
        return record;
    }

    /// <summary>Nothing is known of the station any more.</summary>
    internal void Forget(string station)
    {
        foreach (var record in Of(station).ToList())
        {
            Forget(record);
        }

        foreach (var key in _forgottenWh.Keys.Where(key => key.Station == station).ToList())
        {
            _forgottenWh.Remove(key);
        }
    }

    /// <summary>Takes room for meter values, if there is as much.</summary>
    internal bool TryTakeRoom(long bytes)
    {
        if (bytes > _roomBytes)
        {
            return false;
        }

        _roomBytes -= bytes;
        return true;
    }

    private void Forget(TransactionRecord record)
    {
        _all.Remove(record.Id);
        var records = _byStation[record.Station];
        records.Remove(record);
        if (records.Count == 0)
        {
            _byStation.Remove(record.Station);
        }

        if (record.EnergyWh is { } energyWh)
        {
            // Made-up connector ids share one sum, to bound memory.
            var key = (record.Station, record.ConnectorId <= _maxConnectors ? record.ConnectorId : UnknownConnector);
            _forgottenWh[key] = _forgottenWh.GetValueOrDefault(key) + energyWh;
        }
    }
}
