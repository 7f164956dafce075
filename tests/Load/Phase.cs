namespace ChargerFirmware.Tests.Load;

/// <summary>How far the run has come, for all stations.</summary>
internal sealed class Phase(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _givenUp = new();
    private int _outages;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What is not acknowledged now is not waited for.</summary>
    public bool IsGivenUp => _givenUp.IsCancellationRequested;

    /// <summary>How often the central system was away.</summary>
    public int Outages => _outages;

    public void End() => _over.Cancel();

    public void GiveUp() => _givenUp.Cancel();

    /// <summary>When a station begins no session any more and ends the one that runs: some time after the end, not all at once.</summary>
    public CancellationTokenSource Leaving(TimeSpan after)
    {
        var leaving = new CancellationTokenSource();
        _over.Token.Register(() => leaving.CancelAfter(after));
        return leaving;
    }

    public void BeginOutage() => Interlocked.Increment(ref _outages);

    /// <summary>Waits, and not beyond what ends it.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken end) => Delay(pause, end);

    /// <summary>Waits, whether the end has come or not.</summary>
    public Task WaitAsync(TimeSpan pause) => Delay(pause, _givenUp.Token);

    public void Dispose()
    {
        _over.Dispose();
        _givenUp.Dispose();
    }

    private async Task Delay(TimeSpan pause, CancellationToken end)
    {
        try
        {
            await Task.Delay(pause, time, end);
        }
        catch (OperationCanceledException)
        {
            // What it waited for is over.
        }
    }
}
