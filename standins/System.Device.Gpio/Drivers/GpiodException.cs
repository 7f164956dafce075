namespace System.Device.Gpio.Drivers;

/// <summary>The kernel refused something about a GPIO chip or a line of it.</summary>
public class GpiodException : IOException
{
    public GpiodException()
    {
    }

    public GpiodException(string message)
        : base(message)
    {
    }

    public GpiodException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
