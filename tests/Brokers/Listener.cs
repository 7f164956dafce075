namespace ChargerFirmware.Tests.Brokers;

/// <summary>A mosquitto_sub, and what it has heard.</summary>
internal sealed class Listener(Worker worker)
{
    public Worker Worker { get; } = worker;

    public IReadOnlyList<Heard> All => [.. Worker.Said.Select(Heard.Of).OfType<Heard>()];

    /// <summary>Waits for the first message below the station that is as asked for.</summary>
    public Task<Heard> UntilAsync(string topic, string what, Predicate<Heard> isIt) => Worker.UntilAsync(
        $"{topic} with {what}",
        said => said.Select(Heard.Of).OfType<Heard>().FirstOrDefault(heard => heard.Topic == $"{Rig.Root}/{topic}" && isIt(heard)));

    /// <summary>Waits for a word, or a field of an object.</summary>
    public Task<Heard> UntilAsync(string topic, string value) => UntilAsync(topic, value, heard => heard.Payload.Contains(value, StringComparison.Ordinal));

    /// <summary>Waits until so many were heard on a topic.</summary>
    public Task<IReadOnlyList<Heard>> UntilAsync(string topic, int count) => Worker.UntilAsync<IReadOnlyList<Heard>>(
        $"{count} times {topic}",
        said => said.Select(Heard.Of).OfType<Heard>().Where(heard => heard.Topic == $"{Rig.Root}/{topic}").ToList() is { } all && all.Count >= count ? all : null);
}
