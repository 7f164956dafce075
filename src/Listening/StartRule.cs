using System.Net;

namespace ChargerFirmware.Listening;

/// <summary>Whether a program may begin to listen: beyond loopback only where access is restricted or explicitly open.</summary>
public static class StartRule
{
    /// <summary>An HTTP interface.</summary>
    /// <param name="option">The option that names the address, such as <c>--api</c>.</param>
    /// <exception cref="ListeningException">It may not; the message names the options that would do.</exception>
    public static void RequireHttp(string option, IPEndPoint endPoint, ApiKey? key, bool insecure)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        if (!ListenAddress.IsLoopback(endPoint.Address) && key is null && !insecure)
        {
            throw new ListeningException(
                $"{option} {endPoint}: anybody who reaches this address could use the interface; give it a key with --api-key-file FILE, or say --insecure");
        }
    }

    /// <summary>A port for charging stations.</summary>
    /// <param name="hasPasswords">Stations authenticate (security profile 1 or more).</param>
    /// <param name="hasIds">Only stations that are named may come.</param>
    /// <inheritdoc cref="RequireHttp"/>
    public static void RequireOcpp(string option, IPEndPoint endPoint, bool hasPasswords, bool hasIds, bool insecure)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        if (ListenAddress.IsLoopback(endPoint.Address) || hasPasswords || insecure)
        {
            return;
        }

        if (!hasIds || ListenAddress.IsEverywhere(endPoint.Address))
        {
            throw new ListeningException(
                $"{option} {endPoint}: anybody who reaches this address could be a station; give stations passwords with --station-passwords FILE, " +
                "name each with --allow-id ID and listen on one address of this machine, or say --insecure");
        }
    }
}
