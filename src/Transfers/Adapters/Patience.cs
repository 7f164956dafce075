namespace ChargerFirmware.Transfers.Adapters;

/// <summary>Ends what waits for the other side when nothing has moved for a while; each sign of life begins the while anew.</summary>
internal sealed class Patience(TimeSpan span, CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>The token for the next wait.</summary>
    public CancellationToken Next()
    {
        _source.CancelAfter(span);
        return _source.Token;
    }

    public void Dispose() => _source.Dispose();
}
