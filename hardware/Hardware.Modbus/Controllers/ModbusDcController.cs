using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>
/// A DC charge controller by its register map. Permission, limits and heartbeat go out in one write, at once when the offer changes
/// and otherwise several times within the controller's heartbeat time-out: when we die, or the line does, the controller takes the
/// permission back by itself.
/// </summary>
public sealed class ModbusDcController : PolledDevice, IChargeController, IInsulationMonitor
{
    /// <summary>Heartbeats within the controller's time-out: two may get lost.</summary>
    private const int HeartbeatsATimeout = 4;

    private readonly DcControllerMap _map;
    private readonly TimeSpan _idlePeriod;
    private readonly TimeSpan _activePeriod;
    private readonly ITimer _beat;
    private readonly RegisterImage _command = new();
    private EnergyOffer _offer;
    private ushort _heartbeat;
    private bool _writing;
    private bool _stale;

    /// <summary>Must be called on the loop; polling and heartbeat begin at once, with an offer of nothing.</summary>
    /// <param name="map">The controller's map, <see cref="DcControllerMap.Load"/>.</param>
    public ModbusDcController(Loop loop, ModbusBus bus, ModbusDcControllerOptions options, DcControllerMap map)
        : base(loop, bus, options)
    {
        ArgumentNullException.ThrowIfNull(map);
        _map = map;
        _idlePeriod = TimeSpan.FromMilliseconds(options.PollMs);
        _activePeriod = TimeSpan.FromMilliseconds(Math.Min(options.PollMs, options.ActivePollMs));
        _beat = loop.Time.CreateTimer(
            static controller => ((ModbusDcController)controller!).Write(), this, TimeSpan.Zero, map.HeartbeatTimeout / HeartbeatsATimeout);
    }

    public event Action? Changed;

    public ControlPilotState Pilot => Seen.Pilot;

    public PlugState Plug => Pilot switch
    {
        ControlPilotState.A => PlugState.Unplugged,
        ControlPilotState.B or ControlPilotState.C or ControlPilotState.D => PlugState.Connected,
        _ => PlugState.Unknown,
    };

    public bool EnergyRequested => Phase is DcSessionPhase.Ready or DcSessionPhase.Charging;

    public VehicleData Vehicle => Seen.Vehicle;

    public double? CableLimitA => null;

    public double? OutputCurrentA => Seen.OutputCurrentA;

    public double? OutputVoltageV => Seen.OutputVoltageV;

    public double? InsulationKiloOhm => Seen.InsulationKiloOhm;

    /// <summary>How far the session has come; null while the controller is lost.</summary>
    public DcSessionPhase? Phase => Seen.Phase;

    public EnergyOffer Offer
    {
        get => _offer;
        set
        {
            if (value == _offer)
            {
                return;
            }

            if (value.Permitted != _offer.Permitted)
            {
                PollEvery(value.Permitted ? _activePeriod : _idlePeriod);
            }

            _offer = value;
            Write();
        }
    }

    private DcStatus Seen { get; set; } = DcStatus.Unknown;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _beat.Dispose();
    }

    private protected override async Task PollAsync()
    {
        var image = new RegisterImage();
        foreach (var block in _map.Blocks)
        {
            var words = await Bus.ReadRegistersAsync(Unit, block.Function, block.Address, block.Count, Retries);
            image.Take(block.Function, block.Address, words);
        }

        if (_map.Identity.Decode(image) == _map.IdentityValue)
        {
            Set(DcStatus.Decode(_map, image), Answered());
        }
    }

    private protected override void OnLost() => Set(DcStatus.Unknown, changed: true);

    private void Write()
    {
        _stale = true;
        if (!_writing)
        {
            _writing = true;
            Loop.Start(WriteAsync);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            while (_stale)
            {
                // One attempt: the next heartbeat is the repetition, and it carries what is offered then.
                await Bus.WriteRegistersAsync(Unit, _map.CommandAddress, Command, ModbusPriority.Urgent, retry: false);
            }
        }
        catch (IOException)
        {
            // Likewise. Until then the controller's own time-out guards.
        }
        finally
        {
            _writing = false;
        }
    }

    /// <summary>The command as it is now: called when its turn on the bus has come.</summary>
    private ushort[] Command()
    {
        _stale = false;
        _map.Permitted.Encode(_offer.Permitted ? 1 : 0, _command);
        _map.LimitA.Encode(_offer.LimitA, _command);
        _map.LimitW.Encode(_offer.LimitW, _command);
        _map.Heartbeat.Encode(++_heartbeat, _command);
        var words = new ushort[_map.CommandCount];
        _command.TryGet(_map.Permitted.Table, _map.CommandAddress, words);
        return words;
    }

    private void Set(DcStatus seen, bool changed)
    {
        changed |= seen != Seen;
        Seen = seen;
        if (changed)
        {
            Changed?.Invoke();
        }
    }
}
