namespace MQTTnet;

/// <summary>Raises an event whose handlers are awaited, one after the other.</summary>
internal static class AsyncEvent
{
    public static async Task InvokeAsync<T>(Func<T, Task>? handlers, T happening)
    {
        if (handlers is null)
        {
            return;
        }

        foreach (Func<T, Task> handler in handlers.GetInvocationList())
        {
            await handler(happening).ConfigureAwait(false);
        }
    }
}
