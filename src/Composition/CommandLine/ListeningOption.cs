namespace ChargerFirmware.Composition.CommandLine;

/// <summary>An option that says where a program listens.</summary>
public static class ListeningOption
{
    /// <summary>Begins to listen; who is refused hears which option would choose another port.</summary>
    /// <exception cref="IOException">It cannot listen there; names the option.</exception>
    public static async Task<T> StartAsync<T>(string option, Func<Task<T>> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        try
        {
            return await start();
        }
        catch (IOException refusal)
        {
            throw new IOException($"{option}: {refusal.Message}", refusal);
        }
    }
}
