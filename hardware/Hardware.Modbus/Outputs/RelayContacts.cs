namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>
/// A contactor whose coil and feedback are both at the far end of a bus: what it is commanded to, and what the readings make of
/// that. There is no timer in it. A contactor counts as failed or welded by a reading that came after its time, never by silence:
/// silence is <see cref="RelayState.Lost"/>.
/// </summary>
/// <remarks>
/// A command to close while it still opens is remembered until it is open, so that a weld cannot hide behind a new command; a
/// welded one is not energised at all. A lost one forgets its command: what comes back is opened first.
/// </remarks>
internal sealed class RelayContacts(TimeProvider time, TimeSpan closeTime, TimeSpan openTime)
{
    private long _since = time.GetTimestamp();
    private bool _closeWhenOpen;

    /// <summary>What the coil is to be.</summary>
    public bool Coil { get; private set; }

    /// <summary>Unknown until the first reading: a process before us may have died with it closed.</summary>
    public bool IsClosed { get; private set; } = true;

    public RelayState State { get; private set; } = RelayState.Opening;

    private bool IsDue => time.GetElapsedTime(_since) >= (Coil ? closeTime : openTime);

    /// <inheritdoc cref="IRelay.Close"/>
    public void Close()
    {
        if (State is RelayState.Open or RelayState.FailedToClose && !IsClosed)
        {
            Energise();
        }
        else if (State == RelayState.Opening)
        {
            _closeWhenOpen = true;
        }
    }

    /// <inheritdoc cref="IRelay.Open"/>
    public void Open()
    {
        _closeWhenOpen = false;
        if (Coil)
        {
            Release();
        }

        if (State is not (RelayState.Lost or RelayState.Welded))
        {
            State = IsClosed ? RelayState.Opening : RelayState.Open;
        }
    }

    /// <summary>The feedback has been read.</summary>
    public void Saw(bool closed)
    {
        IsClosed = closed;
        if (State == RelayState.Lost)
        {
            _since = time.GetTimestamp();
            State = RelayState.Open;
        }

        if (Coil)
        {
            FollowEnergised();
        }
        else
        {
            FollowReleased();
        }
    }

    /// <summary>The contacts have opened by themselves, and rightly so: what closed them is gone.</summary>
    public void Fell()
    {
        Coil = false;
        State = RelayState.Open;
    }

    /// <summary>The device no longer answers.</summary>
    public void Lose()
    {
        _closeWhenOpen = false;
        Coil = false;
        State = RelayState.Lost;
    }

    private void FollowEnergised()
    {
        if (IsClosed)
        {
            State = RelayState.Closed;
        }
        else if (State == RelayState.Closed || IsDue)
        {
            Release();
            State = RelayState.FailedToClose;
        }
    }

    private void FollowReleased()
    {
        if (IsClosed)
        {
            if (State is RelayState.Open or RelayState.FailedToClose)
            {
                // Closed without a command, or later than it should: it has the time of an opening.
                _since = State == RelayState.Open ? time.GetTimestamp() : _since;
                State = RelayState.Opening;
            }

            if (IsDue)
            {
                _closeWhenOpen = false;
                State = RelayState.Welded;
            }
        }
        else if (State != RelayState.FailedToClose)
        {
            State = RelayState.Open;
            if (_closeWhenOpen)
            {
                Energise();
            }
        }
    }

    private void Energise()
    {
        _closeWhenOpen = false;
        Coil = true;
        _since = time.GetTimestamp();
        State = RelayState.Closing;
    }

    private void Release()
    {
        Coil = false;
        _since = time.GetTimestamp();
    }
}
