namespace System.Device.Gpio;

/// <summary>Hears of an edge. Called on the driver's own thread.</summary>
/// <param name="sender">The driver.</param>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
