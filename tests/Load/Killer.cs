namespace ChargerFirmware.Tests.Load;

/// <summary>Kills the central system at random instants, and starts it again.</summary>
internal sealed class Killer(CentralSystem central, Phase phase, Random random, TimeProvider time)
{
    private readonly List<TimeSpan> _starts = [];

    /// <summary>How long each start took until it served, those that were killed before it excluded.</summary>
    public IReadOnlyList<TimeSpan> Starts => _starts;

    public int Kills { get; private set; }

    /// <param name="kills">How many.</param>
    /// <param name="within">Over what time they are spread.</param>
    public async Task RunAsync(int kills, TimeSpan within)
    {
        var each = within / kills;
        while (Kills < kills)
        {
            // Between half and one and a half of an even share: in the middle of whatever goes on.
            await Task.Delay(each * (0.5 + random.NextDouble()), time);
            await KillAsync();
            if (Kills < kills && random.NextDouble() < 0.2)
            {
                // Once more before it is up, or just when it is: in the middle of its reading, or of the first that come back.
                central.Begin();
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 1_200)), time);
                await KillAsync();
            }

            _starts.Add(await central.StartAsync());
        }
    }

    private Task KillAsync()
    {
        Kills++;
        phase.BeginOutage();
        return central.KillAsync();
    }
}
