namespace ChargerFirmware.Ocpp.Links;

/// <summary>The station's way to its central system. Used on the loop.</summary>
public interface ILinkDialer
{
    /// <summary>Connects once; when to try again is the caller's business.</summary>
    /// <returns>A link that waits for <see cref="IFrameLink.Open"/>.</returns>
    /// <exception cref="LinkRefusedException">There is no connection; the exception says why.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<IFrameLink> ConnectAsync(DialOptions options, CancellationToken cancellation);
}
