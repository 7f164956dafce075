using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>The station's way to get a channel to its central system, in the form that the two of them speak. Used on the loop.</summary>
public interface IChannelDialer
{
    /// <summary>Connects once; when to try again is the caller's business.</summary>
    /// <param name="handlers">They carry out what the central system asks over the channel.</param>
    /// <param name="pingInterval">How often the connection is probed; zero for never.</param>
    /// <returns>A channel that waits for <see cref="IOcppChannel.Open"/>.</returns>
    /// <exception cref="LinkRefusedException">There is no connection; the exception says why.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<IOcppChannel> ConnectAsync(ActionHandlers handlers, TimeSpan pingInterval, CancellationToken cancellation);
}
