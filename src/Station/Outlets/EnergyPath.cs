using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Outlets;

/// <summary>
/// The offer to the vehicle and the contactor behind it. Called on every change with what is wanted, it takes the next step
/// towards it; so a lost event cannot leave a contactor closed.
/// </summary>
/// <remarks>
/// A loaded contactor is not torn open where there is time: AC stops the PWM and opens when the vehicle has left state C or
/// draws less than 1 A, after 6 s at the latest (IEC 61851-1 table A.6); DC ramps the source and opens below 5 A, after 1 s
/// at the latest.
/// </remarks>
internal sealed class EnergyPath : IDisposable
{
    /// <summary>One retry: so many failures in a row, and the contactor counts as stuck open.</summary>
    public const int MostFailures = 2;

    private const double LowAlternatingCurrentA = 1.0;
    private const double LowDirectCurrentA = 5.0;
    private static readonly TimeSpan s_alternatingLatest = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_directLatest = TimeSpan.FromSeconds(1);

    private readonly ConnectorDevices _devices;
    private readonly HoldTimer _withholding;
    private readonly TimeProvider _time;
    private RelayState _lastState;
    private long _closedAt;

    /// <param name="recheck">Called on the loop when time alone makes a step due.</param>
    public EnergyPath(TimeProvider time, ConnectorDevices devices, Action recheck)
    {
        _time = time;
        _devices = devices;
        _withholding = new HoldTimer(time, recheck);
        _lastState = devices.Contactor.State;
    }

    /// <summary>Times in a row that the contactor did not close.</summary>
    public int CloseFailures { get; private set; }

    public bool IsClosed => _devices.Contactor.IsClosed;

    /// <summary>The outlet has or may have voltage: the contactor is closed, and no switch ahead of it is open.</summary>
    public bool IsLive => IsClosed && _devices.Upstream is not { IsClosed: false, State: RelayState.Open };

    /// <summary>Nothing is offered and the contactor is open.</summary>
    public bool IsOff => !IsClosed && _devices.Contactor.State is RelayState.Open or RelayState.FailedToClose;

    public bool IsOffering => _devices.Controller.Offer.Permitted;

    /// <summary>What the charging profiles and an operator allow now: A a phase at AC, W at DC; null where they do not bound.</summary>
    public decimal? ProfileLimit { get; set; }

    /// <summary>The limit in force: what station, cable and charging profiles allow together.</summary>
    public EnergyLimit Limit => EnergyLimit.Of(_devices).Within(ProfileLimit, _devices.IsDirectCurrent);

    /// <summary>Offers energy up to <see cref="Limit"/>, and closes the contactor when the vehicle asks and <paramref name="mayClose"/> holds.</summary>
    public void Supply(bool mayClose)
    {
        NoteFailures();
        _withholding.Reset();
        SetOffer(Limit.ToOffer());
        var contactor = _devices.Contactor;
        if (_devices.Controller.EnergyRequested)
        {
            // One retry: a second failure is a fault, after which supply is no longer asked for.
            if (mayClose && (contactor.State == RelayState.Open || contactor.State == RelayState.FailedToClose && CloseFailures < MostFailures))
            {
                contactor.Close();
            }
        }
        else if (contactor.State is RelayState.Closed or RelayState.Closing)
        {
            // The vehicle has left on its own: there is nothing to wait for.
            contactor.Open();
        }
    }

    /// <summary>Takes the offer back, and opens the contactor when that can be done without load or has waited long enough.</summary>
    public void Withhold()
    {
        NoteFailures();
        SetOffer(EnergyOffer.None);
        var waitedLongest = _withholding.Held(true, _devices.IsDirectCurrent ? s_directLatest : s_alternatingLatest);
        if (_devices.Contactor.State is RelayState.Closed or RelayState.Closing && (waitedLongest || IsUnloaded()))
        {
            _devices.Contactor.Open();
        }
    }

    /// <summary>Opens the contactor at once, whatever it carries.</summary>
    public void Cut()
    {
        if (_devices.Contactor.State is not RelayState.Open)
        {
            _devices.Contactor.Open();
        }

        SetOffer(EnergyOffer.None);
        NoteFailures();
    }

    /// <summary>Keeps the switch ahead of the contactor closed, and opens it when the contactor does not obey any more.</summary>
    public void DriveUpstream(bool disobeyed)
    {
        if (disobeyed && _devices.Upstream is { State: not RelayState.Open } closed)
        {
            closed.Open();
        }
        else if (!disobeyed && _devices.Upstream is { State: RelayState.Open } open)
        {
            open.Close();
        }
    }

    /// <summary>A new cable is a new chance: one more attempt, which is the contactor's test. Only one that closes starts over.</summary>
    public void AllowOneAttempt()
    {
        CloseFailures = Math.Min(CloseFailures, MostFailures - 1);
        if (_devices.Contactor.State == RelayState.FailedToClose)
        {
            _devices.Contactor.Open();
        }

        if (_devices.Upstream is { State: RelayState.FailedToClose } upstream)
        {
            upstream.Open();
        }
    }

    public void Dispose() => _withholding.Dispose();

    private bool IsUnloaded() => _devices.IsDirectCurrent
        ? (_devices.Controller.OutputCurrentA ?? double.MaxValue) < LowDirectCurrentA
        : !_devices.Controller.EnergyRequested || MeterSaysUnloaded();

    /// <summary>A reading from before the contactor closed shows no current and says nothing.</summary>
    private bool MeterSaysUnloaded() =>
        _devices.Meter is { Health: DeviceHealth.Present, Latest: { CurrentA: < LowAlternatingCurrentA } latest } && latest.Timestamp > _closedAt;

    private void SetOffer(EnergyOffer offer)
    {
        if (_devices.Controller.Offer != offer)
        {
            _devices.Controller.Offer = offer;
        }
    }

    private void NoteFailures()
    {
        var state = _devices.Contactor.State;
        if (state == RelayState.FailedToClose && _lastState != RelayState.FailedToClose)
        {
            // A DC session does not survive a contactor that falls by itself: there is nothing left to retry.
            CloseFailures += _lastState == RelayState.Closed && _devices.IsDirectCurrent ? MostFailures : 1;
        }
        else if (state == RelayState.Closed && _lastState != RelayState.Closed)
        {
            CloseFailures = 0;
            _closedAt = _time.GetTimestamp();
        }

        _lastState = state;
    }
}
