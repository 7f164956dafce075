using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Outlets;

/// <summary>What a connector's register counts for: the running transaction, or none.</summary>
internal sealed class EnergyCount : IDisposable
{
    private readonly ConnectorSession _session;
    private readonly RegisterWatch _register;
    private readonly UnbilledEnergy _unbilled;
    private readonly Action _recheck;

    /// <param name="recheck">Called after each reading.</param>
    public EnergyCount(ConnectorSession session, RegisterWatch register, UnbilledEnergy unbilled, Action recheck)
    {
        _session = session;
        _register = register;
        _unbilled = unbilled;
        _recheck = recheck;
        register.Read += OnRead;
        register.Changed += OnChanged;
        session.BeganOrEnded += OnBeganOrEnded;
    }

    /// <summary>The running transaction is counted by a register that has begun anew, or by a meter that is not there any more.</summary>
    public bool IsMeterChanged => _session.Transaction is { } transaction && transaction.RegisterEra != _register.Era;

    /// <summary>Ends the watch, which then counts nothing any more.</summary>
    public void Dispose() => _register.Dispose();

    private void OnRead()
    {
        if (_register is { IsInDoubt: false, Believed: { } reading })
        {
            if (_session.Transaction is null)
            {
                _unbilled.Note(reading);
            }
            else if (!IsMeterChanged)
            {
                _session.Count(reading.EnergyImportWh);
            }
        }

        _recheck();
    }

    private void OnChanged(RegisterChange change) => _unbilled.BeginAnew(change, _session.Transaction is not null);

    private void OnBeganOrEnded(Transaction transaction)
    {
        if (_session.Transaction is null)
        {
            _unbilled.End(transaction);
        }
        else
        {
            _unbilled.Begin();
        }
    }
}
