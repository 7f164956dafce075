namespace ChargerFirmware.Network;

/// <summary>
/// What can be done to a line between a station and its central system, in virtual time or with real sockets. Each verb takes the place
/// of the one before.
/// </summary>
public interface ILine
{
    /// <summary>Cuts the line: what is on its way is lost, both ends learn, nobody can connect until <see cref="Restore"/>.</summary>
    void Cut();

    /// <summary>From now on what is sent vanishes and nobody is told. What was half open stays dead after <see cref="Restore"/>.</summary>
    void HalfOpen();

    /// <summary>Holds everything back until <see cref="Restore"/>, which then carries it in order.</summary>
    void Stall();

    /// <summary>Nobody can connect until <see cref="Restore"/>; who is connected stays so.</summary>
    void Refuse();

    /// <summary>The line carries again.</summary>
    void Restore();

    /// <summary>What is sent from now on needs <paramref name="latency"/> from end to end, whatever else happens to the line.</summary>
    void Delay(TimeSpan latency);
}
