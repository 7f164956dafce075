namespace System.Device.Gpio;

/// <summary>What ended a wait for an edge.</summary>
public struct WaitForEventResult
{
    /// <summary>The edge that came; none when the wait ended without.</summary>
    public PinEventTypes EventTypes;

    /// <summary>The wait was cancelled or its time was over.</summary>
    public bool TimedOut;
}
