using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The AC side of a vehicle: reads the pilot's duty cycle, closes S2 when it wants energy, and draws what it is offered once
/// there is mains voltage. Reaction times are drawn anew each time (IEC 61851-1 annex A.5).
/// </summary>
public sealed class OnboardCharger
{
    /// <summary>Below this a duty cycle offers nothing, IEC 61851-1 table A.7.</summary>
    public const double LeastOfferA = 6;

    private readonly RandomSource _random;
    private readonly VehicleModel _model;
    private readonly Func<bool> _wantsEnergy;
    private readonly Action _changed;
    private readonly OneShot _closing;
    private readonly OneShot _opening;
    private readonly OneShot _following;

    /// <param name="wantsEnergy">Whether the vehicle would draw now if it were offered.</param>
    /// <param name="changed">Something that an outlet can notice has changed.</param>
    internal OnboardCharger(TimeProvider time, RandomSource random, VehicleModel model, Func<bool> wantsEnergy, Action changed)
    {
        _random = random;
        _model = model;
        _wantsEnergy = wantsEnergy;
        _changed = changed;
        _closing = new OneShot(time, () => Switch(closed: true));
        _opening = new OneShot(time, () => Switch(closed: false));
        _following = new OneShot(time, () => Draw(TargetA));
    }

    /// <summary>S2: the vehicle asks for energy.</summary>
    public bool S2Closed { get; private set; }

    /// <summary>What it draws now, in A a phase.</summary>
    public double DrawnA { get; private set; }

    /// <summary>A defect of the vehicle: once it draws, it takes no notice of the pilot any more.</summary>
    public bool IgnoresPilot
    {
        get;
        set
        {
            field = value;
            React();
        }
    }

    private double OfferedA { get; set; }

    private bool MainsLive { get; set; }

    private bool IsOffered => OfferedA > 0 || (IgnoresPilot && S2Closed);

    private double TargetA =>
        !S2Closed || !MainsLive ? 0 : IgnoresPilot ? _model.AcMaxCurrentA : Math.Min(OfferedA, _model.AcMaxCurrentA);

    /// <summary>The pilot says another current; 0 is no PWM.</summary>
    internal void Offer(double offeredA)
    {
        var usableA = offeredA >= LeastOfferA ? offeredA : 0;
        if (usableA != OfferedA)
        {
            OfferedA = usableA;
            React();
        }
    }

    /// <summary>Mains voltage has come to the inlet, or has gone.</summary>
    internal void Feed(bool live)
    {
        if (live != MainsLive)
        {
            MainsLive = live;
            React();
        }
    }

    internal void Disconnect()
    {
        OfferedA = 0;
        MainsLive = false;
        _closing.Cancel();
        _opening.Cancel();
        Switch(closed: false);
    }

    internal void React()
    {
        if (_wantsEnergy() && IsOffered)
        {
            _opening.Cancel();
            if (!S2Closed && !_closing.IsRunning)
            {
                _closing.Start(_model.CloseS2.Draw(_random));
            }
        }
        else
        {
            _closing.Cancel();
            Leave();
        }

        Follow();
    }

    private void Leave()
    {
        if (!S2Closed)
        {
            return;
        }

        if (!_wantsEnergy())
        {
            // Its own decision needs no time to be noticed.
            _opening.Cancel();
            Switch(closed: false);
        }
        else if (!_opening.IsRunning)
        {
            _opening.Start(_model.OpenS2.Draw(_random));
        }
    }

    private void Follow()
    {
        if (!S2Closed || !MainsLive)
        {
            Draw(0);
        }
        else if (IsOffered && TargetA != DrawnA && !_following.IsRunning)
        {
            _following.Start(_model.FollowOffer.Draw(_random));
        }
    }

    private void Switch(bool closed)
    {
        if (S2Closed == closed)
        {
            return;
        }

        S2Closed = closed;
        _following.Cancel();
        DrawnA = closed ? DrawnA : 0;
        Follow();
        _changed();
    }

    private void Draw(double currentA)
    {
        _following.Cancel();
        if (DrawnA != currentA)
        {
            DrawnA = currentA;
            _changed();
        }
    }
}
