namespace ChargerFirmware.Central.Stores.Adapters;

/// <inheritdoc/>
/// <param name="act">On the store's thread.</param>
internal sealed class StoreQuestion<T>(Func<T> act) : StoreQuestion
{
    private readonly TaskCompletionSource<T> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;

    public Task<T> Answered => _answered.Task;

    public override void Carry() => _answer = act();

    public override void Settle()
    {
        if (Failure is { } failure)
        {
            _answered.SetException(failure);
        }
        else
        {
            _answered.SetResult(_answer!);
        }
    }
}
