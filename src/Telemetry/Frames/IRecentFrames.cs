namespace ChargerFirmware.Telemetry.Frames;

/// <summary>The frames of late, as many as are kept.</summary>
public interface IRecentFrames
{
    /// <summary>The latest frames, the oldest of them first. Called on the loop; what it returns may be read on any thread.</summary>
    /// <param name="count">How many at most.</param>
    IReadOnlyList<RecordedFrame> Latest(int count);
}
