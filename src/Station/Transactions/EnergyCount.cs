using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Transactions;

/// <summary>Whom it belongs to what a connector's register counts: the running transaction, or nobody.</summary>
internal sealed class EnergyCount : IDisposable
{
    private readonly Connector _connector;
    private readonly Action _recheck;

    public EnergyCount(Connector connector, Action recheck)
    {
        _connector = connector;
        _recheck = recheck;
        connector.Register.Read += OnRead;
        connector.Register.Changed += OnChanged;
    }

    /// <summary>Ends the watch, which then counts nothing any more.</summary>
    public void Dispose() => _connector.Register.Dispose();

    private void OnRead()
    {
        if (_connector.Register is { IsInDoubt: false, Believed: { } reading })
        {
            if (_connector.Transaction is not { } transaction)
            {
                _connector.UnbilledEnergy.Note(reading);
            }
            else if (!_connector.IsMeterChanged)
            {
                transaction.MeterLastWh = Math.Max(transaction.MeterLastWh, reading.EnergyImportWh);
            }
        }

        _recheck();
    }

    private void OnChanged(RegisterChange change) => _connector.UnbilledEnergy.BeginAnew(change, _connector.Transaction is not null);
}
