namespace Iot.Device.Card;

/// <summary>A reader that exchanges data with cards.</summary>
public abstract class CardTransceiver
{
    /// <summary>The most bytes one exchange can read.</summary>
    public abstract uint MaximumReadSize { get; }

    /// <summary>The most bytes one exchange can write.</summary>
    public abstract uint MaximumWriteSize { get; }
}
