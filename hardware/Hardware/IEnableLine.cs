namespace ChargerFirmware.Hardware;

/// <summary>
/// The line that keeps the contactors' supply alive: a retriggerable relay or charge pump which drops out when it is not
/// toggled. The toggling is a timer of the loop, so only a loop that really turned keeps a contactor closed; a dead
/// process, a hung loop or a stuck pin lets it fall.
/// </summary>
public interface IEnableLine
{
    /// <summary>True while it is being toggled.</summary>
    bool IsAlive { get; }

    /// <summary>Begins to toggle. Call on the loop.</summary>
    void Start();

    /// <summary>Stops to toggle: the contactors fall within the line's drop-out time. Call on the loop.</summary>
    void Stop();
}
