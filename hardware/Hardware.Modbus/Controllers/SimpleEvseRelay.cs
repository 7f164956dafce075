using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>
/// A SimpleEVSE class controller whose own relay switches the contactor. The controller closes it by itself as soon as the vehicle
/// asks under PWM, and opens it when the vehicle has left state C; what is ours is to allow that (register 1004, bit 0: charging is
/// turned off) and to see it (register 1007, bit 0: its relay).
/// </summary>
/// <remarks>
/// A relay that closed under our offer is reported as closed when the station has commanded it, which it does as soon as it hears that
/// the vehicle asks; if it has not by the next poll, charging is turned off. Register 1007 shows what the controller commands, not
/// what the contacts do: a weld behind it goes unnoticed. The controller has no time-out for its line: when that is lost, charging
/// goes on until the vehicle ends it, or what feeds the contactor's coil is cut.
/// </remarks>
public sealed class SimpleEvseRelay : SimpleEvse, IRelay
{
    private const int Command = 4;
    private const int Status = 7;
    private const ushort CommandRegister = 1004;
    private const ushort TurnOff = 1;
    private const ushort RelayOn = 1;

    private readonly WantedRegister _command;
    private readonly RelayContacts _contacts;
    private bool _turnedOff;
    private bool _isOn;
    private bool _wasAhead;

    /// <inheritdoc cref="SimpleEvse(Loop, ModbusBus, SimpleEvseOptions)"/>
    public SimpleEvseRelay(Loop loop, ModbusBus bus, SimpleEvseRelayOptions options)
        : base(loop, bus, options)
    {
        _command = new WantedRegister(loop, bus, (byte)options.Unit, CommandRegister, () => _turnedOff ? TurnOff : (ushort)0, Poll);
        _contacts = new RelayContacts(
            loop.Time, TimeSpan.FromMilliseconds(options.CloseTimeoutMs), TimeSpan.FromMilliseconds(options.OpenTimeoutMs));
    }

    public RelayState State => _contacts.State;

    public bool IsClosed => _contacts.IsClosed;

    /// <summary>It has closed under our offer, before it was commanded.</summary>
    private bool IsAhead => _isOn && !_contacts.Coil && !_turnedOff && OfferedCurrentA > 0 && EnergyRequested;

    public void Close()
    {
        var previous = Reported;
        _contacts.Close();
        if (_contacts.Coil)
        {
            _contacts.Saw(_isOn && EnergyRequested);
            SetTurnedOff(false);
        }

        RaiseIfChanged(previous);
    }

    public void Open()
    {
        var previous = Reported;
        _contacts.Open();

        // A vehicle that does not ask keeps its PWM, or it could never ask again.
        if (_isOn || EnergyRequested)
        {
            SetTurnedOff(true);
        }

        RaiseIfChanged(previous);
    }

    private (RelayState State, bool IsClosed) Reported => (State, IsClosed);

    private protected override void OnPermitted() => SetTurnedOff(false);

    private protected override bool OnPolled(ushort[] registers)
    {
        var previous = Reported;
        _isOn = (registers[Status] & RelayOn) != 0;
        if (_isOn && !_contacts.Coil && (_wasAhead || !IsAhead))
        {
            // Neither a command nor an offer closed it, or the station has seen it closed and does not want it.
            SetTurnedOff(true);
        }

        _wasAhead = IsAhead;
        if (_contacts.Coil && !_isOn && !(EnergyRequested && OfferedCurrentA > 0))
        {
            _contacts.Fell();
        }

        _contacts.Saw(_isOn && !IsAhead);
        if (_contacts.Coil || (!EnergyRequested && Offer.Permitted && !_isOn))
        {
            SetTurnedOff(false);
        }

        if ((registers[Command] & TurnOff) != 0 != _turnedOff)
        {
            _command.Write();
        }

        return previous != Reported;
    }

    private protected override void OnLost()
    {
        _contacts.Lose();
        _turnedOff = true;
        base.OnLost();
    }

    private void SetTurnedOff(bool turnedOff)
    {
        if (_turnedOff != turnedOff)
        {
            _turnedOff = turnedOff;
            _command.Write();
        }
    }

    private void RaiseIfChanged((RelayState State, bool IsClosed) previous)
    {
        if (previous != Reported)
        {
            RaiseChanged();
        }
    }
}
