namespace ChargerFirmware.Network;

/// <summary>
/// What can be done to a line between a station and its central system, in virtual time or with real sockets. Of the verbs that change
/// <see cref="State"/> each takes the place of the one before.
/// </summary>
public interface ILine
{
    LineState State { get; }

    /// <summary>From end to end, as last set by <see cref="Delay"/>.</summary>
    TimeSpan Latency { get; }

    /// <summary>Frames and connections that are still to be dropped, doubled or refused.</summary>
    int PlansLeft { get; }

    /// <summary>
    /// False when what passes is encrypted: <see cref="DropNext"/>, <see cref="DoubleNext"/> and <see cref="RefuseNextConnects"/> throw
    /// <see cref="InvalidOperationException"/> then.
    /// </summary>
    bool IsReadable { get; }

    /// <summary>Cuts the line: what is on its way is lost, both ends learn, nobody can connect until <see cref="Restore"/>.</summary>
    void Cut();

    /// <summary>From now on what is sent vanishes without notice. What was half open stays dead after <see cref="Restore"/>.</summary>
    void HalfOpen();

    /// <summary>Holds everything back until <see cref="Restore"/>, which then carries it in order.</summary>
    void Stall();

    /// <summary>Nobody can connect until <see cref="Restore"/>; who is connected stays so.</summary>
    void Refuse();

    /// <summary>The line carries again, and as fast as before a <see cref="Delay"/>. What the next frames and connections are to meet stays planned.</summary>
    void Restore();

    /// <summary>What is sent from now on needs <paramref name="latency"/> from end to end, whatever else happens to the line.</summary>
    void Delay(TimeSpan latency);

    /// <summary>The next frames that fit do not arrive.</summary>
    void DropNext(FramePattern pattern, int count = 1);

    /// <summary>The next frames that fit arrive twice.</summary>
    void DoubleNext(FramePattern pattern, int count = 1);

    /// <summary>The next connections are refused with an HTTP status, 200 to 599, instead of being let through.</summary>
    void RefuseNextConnects(int httpStatus, int count = 1);

    /// <summary>Takes back everything that the next frames and connections were still to meet.</summary>
    void ForgetPlans();
}
